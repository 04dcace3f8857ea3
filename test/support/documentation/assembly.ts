import * as fs from 'node:fs';
import * as path from 'node:path';

export const ROOT = path.resolve(__dirname, '../../..');

/** What jsii keeps of a docstring. */
interface Docs {
  readonly summary?: string;
  readonly default?: string;
  readonly example?: string;
}

interface Parameter {
  readonly name: string;
  readonly docs?: Docs;
}

interface Member {
  readonly name: string;
  readonly docs?: Docs;
  readonly optional?: boolean;
  /** The type whose member it overrides; docgen and editors show that one's docstring as well. */
  readonly overrides?: string;
  readonly parameters?: readonly Parameter[];
}

interface Type {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly docs?: Docs;
  readonly initializer?: Omit<Member, 'name'>;
  readonly methods?: readonly Member[];
  readonly properties?: readonly Member[];
}

/** A name of the public API with its docstring. */
export interface Documented {
  /** `LocalAirflow.addMount`, or `LocalAirflow.addMount(mount)` of a parameter. */
  readonly at: string;
  readonly kind: 'class' | 'struct' | 'member' | 'option' | 'parameter';
  readonly docs: Docs;
  readonly isOptional: boolean;
}

/** The types of the public API, from the assembly of the compiled package. */
const types = (): Type[] => Object.values((JSON.parse(fs.readFileSync(path.join(ROOT, '.jsii'), 'utf-8')) as { readonly types: Readonly<Record<string, Type>> }).types);

/** The names that the package exports, types too. */
export function exportedNames(): string[] {
  return types().map(({ name }) => name);
}

/** Everything in the public API that has a docstring, or should have one. */
export function documented(): Documented[] {
  return types().flatMap(({ name: type, kind, docs = {}, initializer, methods = [], properties = [] }): Documented[] => {
    const members = [...methods, ...properties].filter(({ overrides }) => overrides === undefined);
    const calls = [...(initializer === undefined ? [] : [{ ...initializer, name: 'constructor' }]), ...methods];
    return [
      { at: type, kind: kind === 'class' ? kind : 'struct', docs, isOptional: false },
      ...members.map((member): Documented => ({ at: `${type}.${member.name}`, kind: kind === 'class' ? 'member' : 'option', docs: member.docs ?? {}, isOptional: member.optional === true })),
      ...calls.flatMap((call) => (call.parameters ?? []).map((parameter): Documented => ({ at: `${type}.${call.name}(${parameter.name})`, kind: 'parameter', docs: parameter.docs ?? {}, isOptional: false }))),
    ];
  });
}
