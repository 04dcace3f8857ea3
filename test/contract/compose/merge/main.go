// Command merge says what compose makes of files, the way the Astro CLI loads them.
//
// It reads jobs from its standard input, one JSON value a line, and prints for each one line: the merged project, or the
// error. It loads like createDockerProject in airflow/docker.go of github.com/astronomer/astro-cli, CLI 1.45: the texts in
// memory, the later over the earlier; names and paths resolved in the project's folder; interpolation and "~" from the
// process's own environment alone. So each job brings an environment, which becomes that of this process.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/compose-spec/compose-go/v2/interpolation"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/schema"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/sirupsen/logrus"
	"go.yaml.in/yaml/v3"
)

type file struct {
	Name    string `json:"name"`
	Content string `json:"content"`
}

type job struct {
	// Files are merged in this order.
	Files []file `json:"files"`
	// Directory is the Astro project's folder, in which .env is looked for.
	Directory string `json:"directory"`
	// Environment is the whole environment of "astro dev start".
	Environment map[string]string `json:"environment"`
	// Schema asks for the schema by which compose-go validates files.
	Schema bool `json:"schema"`
	// Parse asks for the values in the one file, as the reader of YAML understands them that compose-go is built on.
	Parse bool `json:"parse"`
}

type result struct {
	Project  *merged        `json:"project,omitempty"`
	Values   map[string]any `json:"values,omitempty"`
	Error    string         `json:"error,omitempty"`
	Warnings []string       `json:"warnings"`
}

// merged is a project that says of each bind mount whether a missing source is created; compose-go's own JSON leaves that
// out where it is false, or where it is true, depending on the version.
type merged struct {
	project *types.Project
}

func (m merged) MarshalJSON() ([]byte, error) {
	text, err := m.project.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var all map[string]any
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, err
	}
	for name, service := range all["services"].(map[string]any) {
		for index, volume := range m.project.Services[name].Volumes {
			if volume.Bind != nil {
				printed := service.(map[string]any)["volumes"].([]any)[index].(map[string]any)
				printed["bind"].(map[string]any)["create_host_path"] = bool(volume.Bind.CreateHostPath)
			}
		}
	}
	return json.Marshal(all)
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	decoder := json.NewDecoder(os.Stdin)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for decoder.More() {
		var next job
		if err := decoder.Decode(&next); err != nil {
			return fmt.Errorf("a job that is none: %w", err)
		}
		if err := encoder.Encode(do(next)); err != nil {
			return fmt.Errorf("a result that is no JSON: %w", err)
		}
	}
	return nil
}

func do(next job) (done result) {
	// compose-go panics on some files, where it should say what is wrong with them.
	defer func() {
		if cause := recover(); cause != nil {
			done = result{Error: fmt.Sprintf("panic: %v", cause)}
		}
	}()
	var log bytes.Buffer
	logrus.SetOutput(&log)
	logrus.SetFormatter(messages{})
	var err error
	if next.Schema {
		err = json.Unmarshal([]byte(schema.Schema), &done.Values)
	} else if next.Parse {
		err = yaml.Unmarshal([]byte(next.Files[0].Content), &done.Values)
	} else {
		done.Project, err = merge(next)
	}
	if err != nil {
		done.Error = err.Error()
	}
	done.Warnings = strings.FieldsFunc(log.String(), func(r rune) bool { return r == '\n' })
	return done
}

func merge(next job) (*merged, error) {
	os.Clearenv()
	for name, value := range next.Environment {
		if err := os.Setenv(name, value); err != nil {
			return nil, err
		}
	}
	configs := make([]types.ConfigFile, 0, len(next.Files))
	for _, f := range next.Files {
		configs = append(configs, types.ConfigFile{Filename: f.Name, Content: []byte(f.Content)})
	}
	details := types.ConfigDetails{
		ConfigFiles: configs,
		WorkingDir:  next.Directory,
		Environment: types.NewMapping(os.Environ()),
	}
	project, err := loader.LoadWithContext(context.Background(), details, func(options *loader.Options) {
		options.SetProjectName("orders", true)
		options.Interpolate = &interpolation.Options{LookupValue: os.LookupEnv}
	})
	if err != nil {
		return nil, err
	}
	return &merged{project}, nil
}

// messages prints what is logged without time and level.
type messages struct{}

func (messages) Format(entry *logrus.Entry) ([]byte, error) {
	return append([]byte(strings.ReplaceAll(entry.Message, "\n", " ")), '\n'), nil
}
