module projen-astro-airflow/contract/merge

go 1.24

require (
	github.com/compose-spec/compose-go/v2 v2.9.1
	github.com/sirupsen/logrus v1.9.3
)
