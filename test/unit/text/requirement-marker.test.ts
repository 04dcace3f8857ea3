import { neverApplies } from '../../../src/text/requirement-marker';

test.each(['hvac ; python_version<"3"', "hvac==2; python_version <= '2.7'", 'hvac; python_full_version < "3.0.0"', 'hvac; python_version == "2.7"', 'hvac; python_version < "3.6"', 'hvac; sys_platform == "win32"', 'hvac; platform_system=="Windows" and python_version >= "3"', 'hvac ; os_name == "nt" --hash=sha256:abc'])(
  'never applies in an image: %s',
  (line) => expect(neverApplies(line)).toBe(true),
);

test.each(['hvac', 'hvac ; python_version>="3"', 'hvac; python_version < "3.13"', 'hvac; python_version == "3"', 'hvac; python_version == "3.*"', 'hvac; sys_platform == "linux"', 'hvac; python_version < "3" or sys_platform == "linux"', 'hvac; sys_platform != "win32"', 'hvac; extra == "x"'])(
  'may apply in an image: %s',
  (line) => expect(neverApplies(line)).toBe(false),
);
