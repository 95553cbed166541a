// Renders a Helm chart as Helm does, with what Helm itself renders with: text/template and sprig.
//
// Reads one JSON object (type input) from stdin, writes one (type output) to stdout. Charts without subcharts and
// library charts only. lookup finds nothing, as in helm template.
package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

type object = map[string]interface{}

type input struct {
	Chart   string   `json:"chart"`
	Release object   `json:"release"`
	Values  object   `json:"values"`
	Kube    string   `json:"kubeVersion"`
	APIs    []string `json:"apiVersions"`
}

type output struct {
	Values object            `json:"values"`
	Files  map[string]string `json:"files"`
	Error  string            `json:"error,omitempty"`
}

type apiVersions []string

func (all apiVersions) Has(wanted string) bool {
	for _, one := range all {
		if one == wanted {
			return true
		}
	}
	return false
}

type kubeVersion struct{ Version, Major, Minor string }

func (v kubeVersion) String() string     { return v.Version }
func (v kubeVersion) GitVersion() string { return v.Version }

type files map[string][]byte

func (f files) Get(name string) string { return string(f[name]) }

func (f files) Glob(pattern string) files {
	found := files{}
	for name, data := range f {
		if hit, _ := path.Match(pattern, name); hit {
			found[name] = data
		}
	}
	return found
}

func (f files) AsConfig() string {
	entries := map[string]string{}
	for name, data := range f {
		entries[path.Base(name)] = string(data)
	}
	return toYaml(entries)
}

func (f files) AsSecrets() string {
	entries := map[string]string{}
	for name, data := range f {
		entries[path.Base(name)] = base64.StdEncoding.EncodeToString(data)
	}
	return toYaml(entries)
}

func (f files) Lines(name string) []string {
	return strings.Split(strings.TrimSuffix(string(f[name]), "\n"), "\n")
}

func toYaml(value interface{}) string {
	data, err := yaml.Marshal(value)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(data), "\n")
}

func fromYaml(text string) object {
	value := object{}
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		value["Error"] = err.Error()
	}
	return value
}

func fromYamlArray(text string) []interface{} {
	value := []interface{}{}
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		value = []interface{}{err.Error()}
	}
	return value
}

func toJSON(value interface{}) string {
	data, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(data)
}

func required(message string, value interface{}) (interface{}, error) {
	if value == nil || value == "" {
		return value, errors.New(message)
	}
	return value, nil
}

// coalesce lays the user's values over the chart's: maps are merged, null takes a key away.
func coalesce(own, user object) object {
	merged := object{}
	for key, value := range own {
		merged[key] = value
	}
	for key, value := range user {
		below, isMap := value.(object)
		default_, wasMap := merged[key].(object)
		switch {
		case value == nil:
			delete(merged, key)
		case isMap && wasMap:
			merged[key] = coalesce(default_, below)
		default:
			merged[key] = value
		}
	}
	return merged
}

func functions(root *template.Template) template.FuncMap {
	all := sprig.TxtFuncMap()
	delete(all, "env")
	delete(all, "expandenv")
	depth := 0
	own := template.FuncMap{
		"toYaml": toYaml, "fromYaml": fromYaml, "fromYamlArray": fromYamlArray, "toJson": toJSON,
		"fromJson": fromYaml, "required": required,
		"lookup": func(...string) object { return object{} },
		"include": func(name string, data interface{}) (string, error) {
			depth++
			defer func() { depth-- }()
			if depth > 100 {
				return "", fmt.Errorf("%s includes itself", name)
			}
			var text strings.Builder
			err := root.ExecuteTemplate(&text, name, data)
			return text.String(), err
		},
		"tpl": func(text string, data interface{}) (string, error) {
			clone, err := root.Clone()
			if err != nil {
				return "", err
			}
			parsed, err := clone.New("tpl").Parse(text)
			if err != nil {
				return "", err
			}
			var out strings.Builder
			err = parsed.Execute(&out, data)
			return out.String(), err
		},
	}
	for name, function := range own {
		all[name] = function
	}
	return all
}

func read(chart string) (files, files, error) {
	templates, others := files{}, files{}
	err := filepath.Walk(chart, func(file string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(chart, file)
		if strings.HasPrefix(name, "templates/") {
			templates[name] = data
		} else if name != "Chart.yaml" && name != "values.yaml" && name != "values.schema.json" {
			others[name] = data
		}
		return nil
	})
	return templates, others, err
}

// chartOf is Chart.yaml with its keys as templates know them: .Chart.AppVersion.
func chartOf(text string) object {
	chart := object{}
	for key, value := range fromYaml(text) {
		chart[strings.ToUpper(key[:1])+key[1:]] = value
	}
	return chart
}

func render(in input) (output, error) {
	templates, others, err := read(in.Chart)
	if err != nil {
		return output{}, err
	}
	chart, err := os.ReadFile(filepath.Join(in.Chart, "Chart.yaml"))
	if err != nil {
		return output{}, err
	}
	defaults, err := os.ReadFile(filepath.Join(in.Chart, "values.yaml"))
	if err != nil {
		return output{}, err
	}
	values := coalesce(fromYaml(string(defaults)), in.Values)
	root := template.New("chart").Option("missingkey=zero")
	root.Funcs(functions(root))
	names := []string{}
	for name := range templates {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if _, err := root.New(name).Parse(string(templates[name])); err != nil {
			return output{}, err
		}
	}
	parts := strings.SplitN(strings.TrimPrefix(in.Kube, "v"), ".", 3)
	out := output{Values: values, Files: map[string]string{}}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		data := object{
			"Values": values, "Chart": chartOf(string(chart)), "Release": in.Release, "Files": others,
			"Capabilities": object{
				"KubeVersion": kubeVersion{in.Kube, parts[0], parts[1]}, "APIVersions": apiVersions(in.APIs),
			},
			"Template": object{"Name": name, "BasePath": "templates"},
		}
		var text strings.Builder
		if err := root.ExecuteTemplate(&text, name, data); err != nil {
			return output{}, err
		}
		out.Files[name] = strings.ReplaceAll(text.String(), "<no value>", "")
	}
	return out, nil
}

func main() {
	var in input
	out := output{}
	err := json.NewDecoder(os.Stdin).Decode(&in)
	if err == nil {
		out, err = render(in)
	}
	if err != nil {
		out.Error = err.Error()
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		panic(err)
	}
}
