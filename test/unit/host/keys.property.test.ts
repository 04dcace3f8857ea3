import fc from 'fast-check';
import { sessionConfig } from '../../../src/clouds/aws/aws-session-config';
import { configText } from '../../../src/host/config-files';
import { endIn, keysIn } from '../../../src/host/keys';
import { awsSession } from '../../support/host/sessions';
import { propertyOptions } from '../../support/property';

const NOW = 1_800_000_000_000;
const session = awsSession('/home/alice');
const [file] = session.files;
const secret = fc.stringMatching(/^[A-Za-z0-9/+]{20,40}$/);
const anything = fc.oneof(secret, fc.jsonValue(), fc.date({ noInvalidDate: true }).map((date) => date.toISOString()));
const members = { Version: fc.oneof(fc.constant(1), anything), AccessKeyId: anything, SecretAccessKey: anything, SessionToken: anything, Expiration: anything, More: anything };
const printed = fc.record(members, { requiredKeys: [] });

test('whatever a program prints, either it is refused without a word of it, or keys with an end to come are kept and nothing else', () => {
  fc.assert(fc.property(printed, (output) => {
    const found = keysIn(JSON.stringify(output), session, file, NOW);
    if (!('end' in found)) {
      const texts = Object.values(output).filter((value) => typeof value === 'string' && value.length >= 20);
      texts.forEach((text) => expect(found.text).not.toContain(text));
      return;
    }
    const kept = JSON.parse(found.text) as Record<string, unknown>;
    expect(Object.keys(kept).filter((name) => !['Version', 'AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration'].includes(name))).toEqual([]);
    expect([kept.AccessKeyId, kept.SecretAccessKey]).toEqual([output.AccessKeyId, output.SecretAccessKey]);
    expect(endIn(found.text, file.shape)).toBe(found.end);
    expect(found.end).toBeGreaterThan(NOW - 1_000);
  }), propertyOptions());
});

test('any text as output is refused or kept, and never an error', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
    expect(() => keysIn(text, session, file, NOW)).not.toThrow();
    expect(endIn(text, file.shape)).toBeGreaterThanOrEqual(0);
  }), propertyOptions());
});

test('a shared config has the sections of all who wrote it, and to write it once more changes nothing', () => {
  const name = fc.stringMatching(/^[\w.@+-]{1,12}$/);
  fc.assert(fc.property(fc.array(fc.array(name, { maxLength: 3 }), { minLength: 1, maxLength: 5 }), (writers) => {
    const text = writers.reduce((present, further) => configText(sessionConfig('dev', further, {}), present), '');
    expect(configText(sessionConfig('dev', writers.at(-1)!, {}), text)).toBe(text);
    const names = [...text.matchAll(/^\[profile (.*)\]$/gm)].map(([, one]) => one);
    expect(new Set(names)).toEqual(new Set(['dev', ...writers.flat().filter((one) => one !== 'default')]));
  }), propertyOptions());
});
