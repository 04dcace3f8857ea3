import { warningOf } from '../../../src/cli/mount-warnings';

const mount = { source: '~/.aws', absolute: '/home/alice/.aws', readOnly: true, target: '/home/astro/.aws' };

test('files that are the developer\'s alone are named with the command that opens them for the containers', () => {
  expect(warningOf({ mount, files: ['~/.aws/config', '~/.aws/credentials'] }, 'same')).toBe(
    'the containers (uid 50000) cannot read ~/.aws/config and ~/.aws/credentials.\n' +
    'Run setfacl -m u:50000:r ~/.aws/config ~/.aws/credentials; or declare session() credentials, which need neither.');
});

test('a folder is named with what the mount is for', () => {
  expect(warningOf({ mount, folder: { name: '~/.aws', wanted: ['r', 'x'] }, files: ['~/.aws/config'] }, 'same')).toMatch(/cannot read ~\/\.aws\/config or enter ~\/\.aws\.\nRun setfacl -m u:50000:rx ~\/\.aws && setfacl -m u:50000:r ~\/\.aws\/config;/);
  expect(warningOf({ mount, folder: { name: '~/.aws/sso/cache', wanted: ['r', 'w', 'x'] }, files: [] }, 'same')).toMatch(/cannot write to ~\/\.aws\/sso\/cache\.\nRun setfacl -m u:50000:rwx ~\/\.aws\/sso\/cache;/);
});

test('where containers have another uid than 50000 on this machine, the way that is left comes with its risk', () => {
  expect(warningOf({ mount, files: ['~/.aws/config'] }, 'mapped')).toContain('Run chmod o+r ~/.aws/config, which lets every user of this machine do that; or');
});

test('a name with a blank, a quote or a command in it is one word of the commands', () => {
  const files = ["~/.aws/it's $(id)", '/srv/my keys/config'];
  expect(warningOf({ mount, folder: { name: '~/my aws', wanted: ['r', 'x'] }, files }, 'same')).toContain(
    "Run setfacl -m u:50000:rx ~/'my aws' && setfacl -m u:50000:r ~/'.aws/it'\\''s $(id)' '/srv/my keys/config'; or");
});
