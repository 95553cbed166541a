{{- /*
The rules of operator/rbac.ts, which `modelarts-operator rbac` prints with what each is for; a test compares both for
every choice. Each template takes the root.
*/ -}}

{{- define "modelarts.allKinds" -}}
{Account: accounts, TrainingJob: trainingjobs, Algorithm: algorithms, Network: networks, NodePool: nodepools, Pool: pools,
Model: models, ModelService: modelservices, Workflow: workflows, WorkflowRun: workflowruns}
{{- end -}}

{{- /* The plurals of the kinds that are worked on, in that order, as a YAML list. */ -}}
{{- define "modelarts.plurals" -}}
{{- $all := include "modelarts.allKinds" . | fromYaml -}}
{{- $order := list "Account" "TrainingJob" "Algorithm" "Network" "NodePool" "Pool" "Model" "ModelService" "Workflow" "WorkflowRun" -}}
{{- $plurals := list -}}
{{- range $kind := $order -}}
{{- if or (eq $kind "Account") (not $.Values.kinds) (has $kind $.Values.kinds) -}}
{{- $plurals = append $plurals (get $all $kind) -}}
{{- end -}}
{{- end -}}
{{- toYaml $plurals -}}
{{- end -}}

{{- define "modelarts.objectRules" -}}
{{- $plurals := include "modelarts.plurals" . | fromYamlArray -}}
{{- $without := .Values.rbac.without -}}
{{- $status := list -}}
{{- $expiring := list -}}
{{- range $plurals -}}
{{- $status = append $status (printf "%s/status" .) -}}
{{- if has . (list "trainingjobs" "workflowruns") -}}
{{- $expiring = append $expiring . -}}
{{- end -}}
{{- end -}}
- apiGroups: [modelarts.huaweicloud.com]
  resources: {{ toJson $plurals }}
  verbs: [list, watch, patch]
- apiGroups: [modelarts.huaweicloud.com]
  resources: {{ toJson $status }}
  verbs: [patch]
{{- if and $expiring (not (has "expire" $without)) }}
- apiGroups: [modelarts.huaweicloud.com]
  resources: {{ toJson $expiring }}
  verbs: [delete]
{{- end }}
{{- if and (has "workflows" $plurals) (has "workflowruns" $plurals) (not (has "import-runs" $without)) }}
- apiGroups: [modelarts.huaweicloud.com]
  resources: [workflowruns]
  verbs: [create]
{{- end }}
- apiGroups: ['']
  resources: [secrets]
  verbs: [get, watch]
{{- if not (has "protect-secrets" $without) }}
- apiGroups: ['']
  resources: [secrets]
  verbs: [patch]
{{- end }}
{{- if and (or (has "trainingjobs" $plurals) (has "modelservices" $plurals)) (not (has "write-secrets" $without)) }}
- apiGroups: ['']
  resources: [secrets]
  verbs: [create, patch]
{{- end }}
{{- if and (has "modelservices" $plurals) (not (has "write-configmaps" $without)) }}
- apiGroups: ['']
  resources: [configmaps]
  verbs: [get, watch, create, patch]
{{- end }}
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end -}}

{{- define "modelarts.leaseRules" -}}
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [get, list, watch, create, update]
{{- end -}}

{{- define "modelarts.clusterRules" -}}
{{- $crds := list -}}
{{- range include "modelarts.plurals" . | fromYamlArray -}}
{{- $crds = append $crds (printf "%s.modelarts.huaweicloud.com" .) -}}
{{- end -}}
- apiGroups: ['']
  resources: [namespaces]
  verbs: [get]
  resourceNames: [kube-system]
- apiGroups: [apiextensions.k8s.io]
  resources: [customresourcedefinitions]
  verbs: [get]
  resourceNames: {{ toJson $crds }}
{{- end -}}

{{- /* A role and its binding: a dict of root, name, rules and, for a Role, namespace. */ -}}
{{- define "modelarts.grant" -}}
{{- $kind := ternary "Role" "ClusterRole" (hasKey . "namespace") -}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}
metadata:
  name: {{ .name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels:
    {{- include "modelarts.labels" (list .root "operator") | nindent 4 }}
rules:
  {{- .rules | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}Binding
metadata:
  name: {{ .name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels:
    {{- include "modelarts.labels" (list .root "operator") | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ $kind }}
  name: {{ .name }}
subjects:
  - kind: ServiceAccount
    name: {{ include "modelarts.serviceAccount" .root }}
    namespace: {{ .root.Release.Namespace }}
{{- end -}}
