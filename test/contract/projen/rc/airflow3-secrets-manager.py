from projen_astro_airflow import AstroProject, AwsCredentials, AwsSecretsBackend, ExampleDagOptions

# Developers sign in with "projen login"; the secrets are read with their own permissions.
project = AstroProject(
    name="orders-pipelines",
    runtime_version="3.1-12",
    credentials=[AwsCredentials.session(profile="dev", region="us-west-2")],
    secrets_backend=AwsSecretsBackend.secrets_manager(
        region="us-west-2",
        connections_prefix="orders/connections",
        variables_prefix="orders/variables",
    ),
    example_dag=ExampleDagOptions(variable_key="my_var", connection_id="my_conn"),
)
project.add_environment("AIRFLOW__LOGGING__LOGGING_LEVEL", "DEBUG", services=["scheduler"])

project.synth()
