import Ajv2020 from 'ajv/dist/2020';
import * as fc from 'fast-check';
import schema from '../../../../schema/drift-report.schema.json';
import { jsonError, jsonReport } from '../../../../src/drift/formats/json';
import type { Status } from '../../../../src/drift/report';
import { hostileReport, hostileText, reportOf } from '../../../support/drift/hostile-reports';
import { propertyOptions } from '../../../support/property';

const ajv = new Ajv2020({ strict: true, allErrors: true });
const validate = ajv.compile(schema);

function errorsOf(text: string): unknown {
  validate(JSON.parse(text));
  return validate.errors;
}

test('every report and every error matches the schema', () => {
  fc.assert(
    fc.property(hostileReport, hostileText, fc.boolean(), (report, message, strict) => {
      expect([errorsOf(jsonReport(report, { strict })), errorsOf(jsonError(message))]).toEqual([null, null]);
    }),
    propertyOptions(),
  );
});

test('every field of a document is described', () => {
  const { error, report, file } = schema.$defs;
  const described = (part: object): string[] => Object.keys(part);
  fc.assert(
    fc.property(hostileReport, hostileText, (drift, message) => {
      const documents = [jsonError(message), jsonReport(drift)].map((text) => JSON.parse(text) as { files?: object[] });
      const common = described(schema.properties);
      expect([...common, ...described(error.properties)]).toEqual(expect.arrayContaining(described(documents[0])));
      expect([...common, ...described(report.properties)]).toEqual(expect.arrayContaining(described(documents[1])));
      expect(described(file.properties)).toEqual(expect.arrayContaining((documents[1].files ?? []).flatMap(described)));
    }),
    propertyOptions(),
  );
});

test('every part of the schema has a description', () => {
  const parts = [schema, schema.properties, schema.$defs, ...Object.values(schema.$defs).map((part) => part.properties)];
  const fields = parts.flatMap((part) => ('$schema' in part ? [part] : Object.values(part as Record<string, { description?: string }>)));
  expect(fields.filter(({ description }) => !description)).toEqual([]);
});

test.each<[string, object]>([
  ['no schema version', { schemaVersion: undefined }],
  ['another schema version', { schemaVersion: 2 }],
  ['an unknown result', { result: 'perhaps' }],
  ['no files', { files: undefined }],
  ['an error without its message', { result: 'error' }],
  ['a file in sync', { files: [{ path: 'a', status: 'in-sync' satisfies Status }] }],
  ['a line 0', { files: [{ path: 'a', status: 'modified', line: 0 }] }],
])('a document with %s does not match', (_, change) => {
  const document = JSON.stringify({ ...(JSON.parse(jsonReport(reportOf([]))) as object), ...change });
  expect(errorsOf(document)).not.toBeNull();
});
