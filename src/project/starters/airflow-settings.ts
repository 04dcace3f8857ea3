/**
 * The local connections, pools and variables. Each list is in brackets, so that it is empty and not null while its examples are comments:
 * the program that `astro run` executes in the container iterates over connections and variables. The closing bracket is indented further
 * than its key, as YAML 1.2 requires.
 */
export const AIRFLOW_SETTINGS = `# Connections, pools and variables for the Airflow on your own machine: "astro dev start" adds them to its database.
# This file may contain secrets, so git and the image ignore it. It is not deployed.
#
# Remove the "#" of an example to use it. Add your own between the brackets with a comma after each, or replace the
# brackets with a list of "- conn_id: ..." lines. A secrets backend and the environment take precedence over this file.
airflow:
  connections: [
    # { conn_id: warehouse, conn_type: postgres, conn_host: localhost, conn_port: 5432, conn_schema: orders,
    #   conn_login: reader, conn_password: change-me, conn_extra: { sslmode: disable } },
    ]
  pools: [
    # { pool_name: warehouse, pool_slot: 4, pool_description: At most four queries at a time },
    ]
  variables: [
    # { variable_name: environment, variable_value: local },
    ]
`;
