/** The local connections, pools and variables. The lists are empty, and not `[]`, so that an example serves once it is uncommented. */
export const AIRFLOW_SETTINGS = `# Connections, pools and variables for the Airflow on your own machine: "astro dev start" puts them into its database.
# This file may hold secrets, so git and the image leave it out. A deployment gets none of it.
#
# Take the "#" away from an example to use it. What a secrets backend or the environment has under the same name wins.
airflow:
  connections:
  #  - conn_id: warehouse
  #    conn_type: postgres
  #    conn_host: localhost
  #    conn_schema: orders
  #    conn_login: reader
  #    conn_password: change-me
  #    conn_port: 5432
  #    conn_extra:
  #      sslmode: disable
  pools:
  #  - pool_name: warehouse
  #    pool_slot: 4
  #    pool_description: At most four queries at a time
  variables:
  #  - variable_name: environment
  #    variable_value: local
`;
