#!/usr/bin/env python3
"""Writes src/clouds/provider-kwargs.ts: the arguments of the secrets backends that are on PyPI, by release.

    python3 scripts/provider_kwargs.py            reads the wheels through pip's own index and writes the file
    python3 scripts/provider_kwargs.py --wheels D reads the wheels in the folder D, and prints what it would write

Nothing is installed and nothing of a wheel is run: the classes are parsed. What was read of a release is kept in
.cache/provider-kwargs, so that a second run downloads new releases alone.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "provider-kwargs"
TARGET = ROOT / "src" / "clouds" / "provider-kwargs.ts"

# Distribution, the oldest release to look at (about 2022), and its classes.
DISTRIBUTIONS = {
    "apache-airflow-providers-amazon": (
        "3.0.0",
        [
            "airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend",
            "airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend",
        ],
    ),
    "apache-airflow-providers-google": ("7.0.0", ["airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend"]),
    "apache-airflow-providers-microsoft-azure": ("4.0.0", ["airflow.providers.microsoft.azure.secrets.key_vault.AzureKeyVaultBackend"]),
    "apache-airflow-providers-hashicorp": ("2.2.0", ["airflow.providers.hashicorp.secrets.vault.VaultBackend"]),
    "apache-airflow-providers-akeyless": ("0.1.0", ["airflow.providers.akeyless.secrets.akeyless.AkeylessBackend"]),
    "apache-airflow-providers-yandex": ("3.0.0", ["airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend"]),
    # Airflow 2 is one distribution; that of Airflow 3 only requires apache-airflow-core, in the same version. A runtime names a minor alone:
    # the last patch of each is read, and counts as the minor.
    "apache-airflow": ("2.2.0", ["airflow.secrets.local_filesystem.LocalFilesystemBackend"]),
}

HEADER = """/*
 * The arguments of the secrets backends on PyPI, by release. Generated from their wheels: `python3 scripts/provider_kwargs.py` updates it.
 */

/** A release, as the numbers of its version: `9.39.0`; of Airflow itself a minor: `3.3`. */
type Release = string;

/** The arguments of the constructor of a class. */
export interface ClassKwargs {
  /** The distribution on PyPI that has the class. */
  readonly distribution: string;
  /** The newest release looked at. */
  readonly newest: Release;
  /** The oldest release looked at that has the class. */
  readonly since: Release;
  /** Each argument: `''` if all these releases have it, else the first that has it, and after `..` the last, if it went: `8.0.0..8.29.0`. */
  readonly kwargs: Readonly<Record<string, string>>;
  /** Whether it takes further arguments, for another program to read. */
  readonly takesMore: boolean;
}

/** The class paths. */
"""


# --- pure ---------------------------------------------------------------------------------------------------------


def order(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def release_name(distribution: str, version: str) -> str:
    """The minor alone of Airflow itself."""
    return ".".join(version.split(".")[:2]) if distribution == "apache-airflow" else version


def read_class(source: str, name: str) -> dict | None:
    """The names of the arguments of a class's constructor; None if there is no such class."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            for member in node.body:
                if isinstance(member, ast.FunctionDef) and member.name == "__init__":
                    taken = member.args.posonlyargs + member.args.args + member.args.kwonlyargs
                    return {"kwargs": [one.arg for one in taken if one.arg != "self"], "more": member.args.kwarg is not None}
            raise ValueError(f"{name} has no constructor of its own: read that of its base class")
    return None


def read_wheel(wheel: Path, classes: list[str]) -> dict:
    """What a wheel has of the classes, and the lowest Airflow that it says it takes."""
    found = {}
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for path in classes:
            module, name = path.rsplit(".", 1)
            member = module.replace(".", "/") + ".py"
            one = read_class(archive.read(member).decode(), name) if member in names else None
            if one is not None:
                found[path] = one
        metadata = archive.read(next(name for name in names if name.endswith(".dist-info/METADATA"))).decode()
    lowest = re.search(r"^Requires-Dist: apache-airflow *\(?>=(\d+\.\d+)", metadata, re.M)
    return {"classes": found, "airflow": lowest.group(1) if lowest else None}


def merge(releases: dict[str, dict], path: str) -> dict | None:
    """The facts of one class, out of all releases of its distribution."""
    versions = sorted(releases, key=order)
    having = [version for version in versions if path in releases[version]["classes"]]
    if not having:
        return None
    kwargs = {}
    newest = releases[having[-1]]["classes"][path]["kwargs"]
    gone = [name for version in having for name in releases[version]["classes"][path]["kwargs"] if name not in newest]
    for name in [*newest, *dict.fromkeys(gone)]:
        with_it = [version for version in having if name in releases[version]["classes"][path]["kwargs"]]
        first = "" if with_it[0] == having[0] else with_it[0]
        kwargs[name] = first if with_it[-1] == having[-1] else f"{first}..{with_it[-1]}"
    return {"newest": versions[-1], "since": having[0], "kwargs": kwargs, "more": releases[having[-1]]["classes"][path]["more"]}


def last_by_airflow(releases: dict[str, dict]) -> dict[str, str]:
    """For each lowest Airflow that releases ask for: the newest release that asks for no later one."""
    needed = {release["airflow"] for release in releases.values() if release["airflow"]}
    return {
        airflow: max((version for version, release in releases.items() if order(release["airflow"] or "0") <= order(airflow)), key=order)
        for airflow in sorted(needed, key=order)
    }


def render(distributions: dict[str, dict[str, dict]], classes_of: dict[str, list[str]]) -> str:
    """The module, out of what was read of each release of each distribution."""
    def quoted(text: str) -> str:
        return "'" + text + "'"

    def mapping(pairs: dict[str, str]) -> str:
        return "{ " + ", ".join(f"{key if re.fullmatch('[A-Za-z_]+', key) else quoted(key)}: {quoted(value)}" for key, value in pairs.items()) + " }" if pairs else "{}"

    lines = []
    for distribution, releases in distributions.items():
        for path in classes_of[distribution]:
            facts = merge(releases, path)
            if facts is None:
                continue
            lines += [
                f"  {quoted(path)}: {{",
                f"    distribution: {quoted(distribution)},",
                f"    newest: {quoted(facts['newest'])},",
                f"    since: {quoted(facts['since'])},",
                f"    kwargs: {mapping(facts['kwargs'])},",
                f"    takesMore: {'true' if facts['more'] else 'false'},",
                "  },",
            ]
    steps = [f"  {quoted(name)}: {mapping(last_by_airflow(releases))}," for name, releases in distributions.items() if name != "apache-airflow" and last_by_airflow(releases)]
    return (
        HEADER
        + "export const PROVIDER_KWARGS: Readonly<Record<string, ClassKwargs>> = {\n"
        + "\n".join(lines)
        + "\n};\n\n/** For each distribution, by the lowest Airflow that releases ask for: the newest release that asks for no later one. */\n"
        + "export const LAST_BY_AIRFLOW: Readonly<Record<string, Readonly<Record<string, Release>>>> = {\n"
        + "\n".join(steps)
        + ("\n" if steps else "")
        + "};\n"
    )


# --- the wheels ---------------------------------------------------------------------------------------------------


def pip(*arguments: str) -> str:
    return subprocess.run([sys.executable, "-m", "pip", *arguments], check=True, capture_output=True, text=True).stdout


def versions_on_index(distribution: str, oldest: str) -> list[str]:
    """Final releases from the oldest on; of Airflow itself the last patch of each minor."""
    line = next(line for line in pip("index", "versions", "--ignore-requires-python", distribution).splitlines() if line.startswith("Available versions:"))
    found = [version for version in re.split(r",\s*", line.split(":", 1)[1].strip()) if re.fullmatch(r"\d+(\.\d+)+", version) and order(version) >= order(oldest)]
    if distribution != "apache-airflow":
        return found
    last: dict[tuple[int, ...], str] = {}
    for version in sorted(found, key=order):
        last[order(version)[:2]] = version
    return list(last.values())


def read_release(distribution: str, version: str, classes: list[str]) -> dict:
    kept = CACHE / distribution / f"{version}.json"
    if kept.exists():
        return json.loads(kept.read_text())
    # The classes of Airflow 3 are in apache-airflow-core.
    name = "apache-airflow-core" if distribution == "apache-airflow" and order(version) >= (3,) else distribution
    with tempfile.TemporaryDirectory() as folder:
        pip("download", "--quiet", "--no-deps", "--ignore-requires-python", "--only-binary", ":all:", "--dest", folder, f"{name}=={version}")
        facts = read_wheel(next(Path(folder).glob("*.whl")), classes)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(facts))
    return facts


def read_index() -> dict[str, dict[str, dict]]:
    read = {}
    with ThreadPoolExecutor(4) as pool:
        for distribution, (oldest, classes) in DISTRIBUTIONS.items():
            versions = versions_on_index(distribution, oldest)
            read[distribution] = dict(zip(map(lambda version: release_name(distribution, version), versions), pool.map(lambda version: read_release(distribution, version, classes), versions)))
            print(f"{distribution}: {len(versions)} releases", file=sys.stderr)
    return read


def read_folder(folder: Path) -> dict[str, dict[str, dict]]:
    read: dict[str, dict[str, dict]] = {}
    for wheel in sorted(folder.glob("*.whl")):
        name, version = wheel.name.split("-")[:2]
        distribution = "apache-airflow" if name == "apache_airflow_core" else name.replace("_", "-")
        read.setdefault(distribution, {})[release_name(distribution, version)] = read_wheel(wheel, DISTRIBUTIONS[distribution][1])
    return read


def main() -> None:
    parser = argparse.ArgumentParser(description="Reads the arguments of secrets backends from the wheels on PyPI.")
    parser.add_argument("--wheels", type=Path, help="read the wheels of this folder, and print the module")
    wheels = parser.parse_args().wheels
    classes_of = {name: classes for name, (_, classes) in DISTRIBUTIONS.items()}
    if wheels:
        print(render(read_folder(wheels), classes_of), end="")
    else:
        TARGET.write_text(render(read_index(), classes_of))


if __name__ == "__main__":
    main()
