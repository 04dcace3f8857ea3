import { Project, typescript } from 'projen';
import { AwsCredentials, AwsSecretsBackend, LocalAirflow } from 'projen-astro-airflow';

// A repository made by "astro dev init": projen writes .gitignore from now on, so the team's own lines move here.
const project = new Project({ name: 'marketing' });
new typescript.ProjenrcTs(project, { runner: typescript.TypeScriptRunner.tsx() });
project.gitignore.addPatterns('*.parquet');

new LocalAirflow(project, {
  credentials: [AwsCredentials.mounted()],
  secretsBackend: AwsSecretsBackend.secretsManager(),
  exampleDag: {},
});

project.synth();
