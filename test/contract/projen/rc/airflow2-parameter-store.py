from projen import Project
from projen.python import Projenrc
from projen_astro_airflow import AwsCredentials, AwsSecretsBackend, LocalAirflow

project = Project(name="warehouse")
Projenrc(project)

# The Astro project is a folder of a larger repository; its Dockerfile says which runtime it is.
local = LocalAirflow(
    project,
    directory="airflow",
    credentials=[AwsCredentials.mounted(region="eu-central-1", paths_in_override=True)],
    secrets_backend=AwsSecretsBackend.parameter_store(
        region="eu-central-1",
        connections=False,
        variables_prefix="/warehouse/variables",
        variables_lookup_pattern="^(source|target)_.+$",
    ),
    keys_in_override=True,
    example_dag={"variable_key": "source_bucket"},
)
local.add_service("minio", {"image": "minio/minio", "command": "server /data", "ports": ["9000:9000"], "networks": ["airflow"]})
local.add_mount(source="./data", target="/usr/local/airflow/data", read_only=True)

project.synth()
