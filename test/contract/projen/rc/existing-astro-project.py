from projen import Project
from projen.python import Projenrc
from projen_astro_airflow import AwsCredentials, AwsSecretsBackend, LocalAirflow

# A repository made by "astro dev init": projen writes .gitignore from now on, so the team's own lines move here.
project = Project(name="marketing")
Projenrc(project)
project.gitignore.add_patterns("*.parquet")

LocalAirflow(
    project,
    credentials=[AwsCredentials.mounted()],
    secrets_backend=AwsSecretsBackend.secrets_manager(),
    example_dag={},
)

project.synth()
