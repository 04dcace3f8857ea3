// Reads texts of .env as the programs around the Astro CLI read them.
//
// Each line of its input is the base64 of a file's bytes. For each it prints a line of JSON: what compose-go, the docker
// CLI and the Astro CLI's standalone mode make of that file. The host's environment is this program's own.
//
// Usage: program FILE, where FILE is a path that it may write to: all three read files.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/cli/pkg/kvfile"
)

// reading is what one reader makes of a file.
type reading struct {
	Values map[string]string `json:"values,omitzero"`
	Error  string            `json:"error,omitempty"`
}

func main() {
	if err := serve(os.Args[1], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(file string, input io.Reader, output io.Writer) error {
	lines := bufio.NewReader(input)
	buffered := bufio.NewWriter(output)
	results := json.NewEncoder(buffered)
	results.SetEscapeHTML(false)
	for {
		line, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			return buffered.Flush()
		}
		if err != nil {
			return err
		}
		content, err := base64.StdEncoding.DecodeString(strings.TrimSpace(line))
		if err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o600); err != nil {
			return err
		}
		if err := results.Encode(map[string]reading{
			"compose":    read(file, compose),
			"docker":     read(file, docker),
			"standalone": read(file, standalone),
		}); err != nil {
			return err
		}
	}
}

// read gives the lines KEY=VALUE of a reader as a map: the last of a key wins, in a container as in a process.
func read(file string, reader func(string) ([]string, error)) (result reading) {
	defer func() {
		if panicked := recover(); panicked != nil {
			result = reading{Error: fmt.Sprint("panic: ", panicked)}
		}
	}()
	lines, err := reader(file)
	if err != nil {
		return reading{Error: strings.ReplaceAll(err.Error(), file, ".env")}
	}
	values := map[string]string{}
	for _, line := range lines {
		key, value, _ := strings.Cut(line, "=")
		values[key] = value
	}
	return reading{Values: values}
}

// compose reads the file as the env_file of a service, with the host's environment as that of the project.
func compose(file string) ([]string, error) {
	// Set and not named in the literal: in newer versions it is a field of an embedded struct.
	service := types.ServiceConfig{Name: "scheduler"}
	service.EnvFiles = []types.EnvFile{{Path: file, Required: true}}
	project := &types.Project{Environment: types.NewMapping(os.Environ()), Services: types.Services{service.Name: service}}
	resolved, err := project.WithServicesEnvironmentResolved(true)
	if err != nil {
		return nil, err
	}
	var lines []string
	for key, value := range resolved.Services[service.Name].Environment {
		if value != nil {
			lines = append(lines, key+"="+*value)
		}
	}
	return lines, nil
}

// docker reads the file as docker run --env-file does.
func docker(file string) ([]string, error) {
	return kvfile.Parse(file, os.LookupEnv)
}
