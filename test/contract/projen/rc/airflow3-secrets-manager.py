from projen import Project
from projen.python import Projenrc
from projen_astro_airflow import AwsCredentials, LocalAirflow, SecretsBackend

project = Project(name="orders-pipelines")
Projenrc(project)

# Developers sign in with "aws sso login"; the secrets are read with their own permissions.
local = LocalAirflow(
    project,
    runtime_version="3.1-12",
    credentials=[AwsCredentials.mounted(profile="dev", region="us-west-2", sso=True)],
    secrets_backend=SecretsBackend.aws_secrets_manager(
        region="us-west-2",
        connections_prefix="orders/connections",
        variables_prefix="orders/variables",
    ),
    example_dag={"variable_key": "my_var", "connection_id": "my_conn"},
)
local.add_environment("AIRFLOW__LOGGING__LOGGING_LEVEL", "DEBUG", services=["scheduler"])

project.synth()
