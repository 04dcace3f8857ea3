module compose-cli

go 1.25

tool github.com/docker/compose/v2/cmd

require github.com/docker/compose/v2 v2.40.3
