// Reads an airflow_settings.yaml as the Astro CLI does: with viper, into typed lists. Prints them as JSON.
//
// Usage: program FILE
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/viper"
)

// settings has the types that the Astro CLI gives to the keys (its package settings, types.go).
type settings struct {
	Airflow struct {
		Connections []struct {
			ID       string `mapstructure:"conn_id" json:"conn_id"`
			Type     string `mapstructure:"conn_type" json:"conn_type"`
			Host     string `mapstructure:"conn_host" json:"conn_host"`
			Schema   string `mapstructure:"conn_schema" json:"conn_schema"`
			Login    string `mapstructure:"conn_login" json:"conn_login"`
			Password string `mapstructure:"conn_password" json:"conn_password"`
			Port     int    `mapstructure:"conn_port" json:"conn_port"`
			Extra    any    `mapstructure:"conn_extra" json:"conn_extra"`
		} `json:"connections"`
		Pools []struct {
			Name        string `mapstructure:"pool_name" json:"pool_name"`
			Slots       int    `mapstructure:"pool_slot" json:"pool_slot"`
			Description string `mapstructure:"pool_description" json:"pool_description"`
		} `json:"pools"`
		Variables []struct {
			Name  string `mapstructure:"variable_name" json:"variable_name"`
			Value string `mapstructure:"variable_value" json:"variable_value"`
		} `json:"variables"`
	} `json:"airflow"`
}

func main() {
	if err := print(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func print(file string) error {
	reader := viper.New()
	reader.SetConfigFile(file)
	if err := reader.ReadInConfig(); err != nil {
		return err
	}
	var read settings
	if err := reader.UnmarshalExact(&read); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(read)
}
