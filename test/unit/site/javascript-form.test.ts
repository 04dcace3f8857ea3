import { javascriptForm } from '../../../site/generate/javascript-form';

const lines = (...all: string[]) => all.join('\n');

describe('the JavaScript of an rc file', () => {
  test('requires what the TypeScript imports, and has the component of projen for its own rc file', () => {
    expect(javascriptForm(lines(
      "import { Project, typescript } from 'projen';",
      'import {',
      '  AwsCredentials,',
      '  LocalAirflow as Local,',
      "} from 'projen-astro-airflow';",
      "import * as fs from 'node:fs';",
      '',
      "const project = new Project({ name: 'orders' });",
      'new typescript.ProjenrcTs(project, { runner: typescript.TypeScriptRunner.tsx() });',
      '',
      '// Change .projenrc.ts only.',
      'new Local(project, { credentials: [AwsCredentials.session()] });',
    ))).toBe(lines(
      "const { javascript, Project } = require('projen');",
      "const { AwsCredentials, LocalAirflow: Local } = require('projen-astro-airflow');",
      "const fs = require('node:fs');",
      '',
      "const project = new Project({ name: 'orders' });",
      'new javascript.Projenrc(project);',
      '',
      '// Change .projenrc.js only.',
      'new Local(project, { credentials: [AwsCredentials.session()] });',
    ));
  });

  test.each([
    ["new AstroProject({\n  name: 'orders',\n  exampleDag: {},\n});", "new AstroProject({\n  name: 'orders',\n  projenrcJs: true,\n  exampleDag: {},\n});"],
    ["new AstroProject({ name: 'orders' });", "new AstroProject({ name: 'orders', projenrcJs: true });"],
    ["new AstroProject({ name: 'orders', exampleDag: {} });", "new AstroProject({ name: 'orders', projenrcJs: true, exampleDag: {} });"],
  ])('says that it is the rc file: %j', (typescript, javascript) => {
    expect(javascriptForm(`import { AstroProject } from 'projen-astro-airflow';\n${typescript}`)).toBe(`const { AstroProject } = require('projen-astro-airflow');\n${javascript}`);
  });

  test.each([
    ['is no whole rc file', "local.addMount({ source: './data' });"],
    ['has types', "import { Mount } from 'projen-astro-airflow';\nconst mount: Mount = {};"],
    ['imports a type', "import { type Mount } from 'projen-astro-airflow';"],
    ['has visibilities', "import { SecretsBackend } from 'projen-astro-airflow';\nclass Own extends SecretsBackend {\n  public readonly kwargs = {};\n}"],
    ['has options of a project in TypeScript', "import { typescript } from 'projen';\nnew typescript.TypeScriptProject({ name: 'x', projenrcTs: true });"],
    ['exports', "import { AstroProject } from 'projen-astro-airflow';\nexport class Own extends AstroProject {}"],
  ])('is not made of what %s', (_, typescript) => {
    expect(javascriptForm(typescript)).toBeUndefined();
  });
});
