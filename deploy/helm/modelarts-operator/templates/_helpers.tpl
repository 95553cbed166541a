{{- define "modelarts.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "modelarts.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* What selects pods, and never changes: a list of the root and the component. */ -}}
{{- define "modelarts.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ include "modelarts.name" $root }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "modelarts.labels" -}}
{{- $root := index . 0 -}}
{{- include "modelarts.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with $root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "modelarts.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "modelarts.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name: name the account that the operator runs as, or let serviceAccount.create be true" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "modelarts.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "modelarts.simulatorUrl" -}}
{{- printf "http://%s-simulator.%s.svc:8080" (include "modelarts.fullname" .) .Release.Namespace -}}
{{- end -}}

{{- /* Where the keys of the operator's own account are mounted from; empty when they are not. */ -}}
{{- define "modelarts.credentials" -}}
{{- if .Values.simulator.enabled -}}
{{- include "modelarts.fullname" . }}-simulator
{{- else -}}
{{- .Values.account.existingSecret -}}
{{- end -}}
{{- end -}}

{{- define "modelarts.args" -}}
- run
{{- with .Values.kinds }}
- --kinds={{ join "," . }}
{{- end }}
{{- with .Values.namespaces }}
- --namespaces={{ join "," . }}
{{- end }}
{{- with .Values.labelSelector }}
- {{ printf "--label-selector=%s" . | quote }}
{{- end }}
{{- with .Values.clusterId }}
- {{ printf "--cluster-id=%s" . | quote }}
{{- end }}
{{- if ne (int .Values.shards) 1 }}
- --shards={{ int .Values.shards }}
{{- end }}
{{- if ne (int .Values.terminationGracePeriodSeconds) 30 }}
- --grace-period={{ sub (int .Values.terminationGracePeriodSeconds) 5 }}s
{{- end }}
{{- if .Values.readOnly }}
- --read-only
{{- end }}
{{- if ne .Values.logLevel "info" }}
- --log-level={{ .Values.logLevel }}
{{- end }}
{{- if ne (int .Values.metrics.port) 8080 }}
- --metrics-port={{ int .Values.metrics.port }}
{{- end }}
{{- /* Releases in one namespace must not share a Lease. */ -}}
{{- if ne (include "modelarts.fullname" .) "modelarts-operator" }}
- --lease-name={{ include "modelarts.fullname" . }}
{{- end }}
{{- $allowed := .Values.allowedEndpoints }}
{{- if .Values.simulator.enabled }}
{{- $allowed = append $allowed (include "modelarts.simulatorUrl" .) }}
{{- end }}
{{- with $allowed }}
- {{ printf "--allowed-endpoints=%s" (join "," .) | quote }}
{{- end }}
{{- include "modelarts.accountArgs" . }}
{{- with .Values.extraArgs }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "modelarts.accountArgs" -}}
{{- $account := .Values.account -}}
{{- $own := or $account.region $account.endpoint -}}
{{- if .Values.simulator.enabled }}
{{- if $own }}{{ fail "simulator.enabled: the simulator is the operator's own account; leave account.region and account.endpoint out" }}{{ end }}
- --account-endpoint={{ include "modelarts.simulatorUrl" . }}
- --account-iam-endpoint={{ include "modelarts.simulatorUrl" . }}
- --account-project-id={{ .Values.simulator.projectId }}
- --default-account-namespaces={{ join "," (default (list "*") $account.namespaces) }}
{{- else if $own }}
{{- with $account.region }}
- --account-region={{ . }}
{{- end }}
{{- with $account.endpoint }}
- --account-endpoint={{ . }}
{{- end }}
{{- with $account.iamEndpoint }}
- --account-iam-endpoint={{ . }}
{{- end }}
{{- with $account.projectId }}
- --account-project-id={{ . }}
{{- end }}
{{- with $account.projectName }}
- --account-project-name={{ . }}
{{- end }}
{{- if $account.machineCredentials }}
{{- if $account.existingSecret }}{{ fail "account.existingSecret: give either it or account.machineCredentials" }}{{ end }}
- --account-machine-credentials
{{- end }}
{{- with $account.namespaces }}
- {{ printf "--default-account-namespaces=%s" (join "," .) | quote }}
{{- end }}
{{- else if or $account.existingSecret $account.machineCredentials $account.namespaces }}
{{- fail "account.region: say where the operator's own account is (or account.endpoint), or leave all of account out" }}
{{- end }}
{{- if include "modelarts.credentials" . }}
- --account-credentials-dir=/var/run/modelarts/account
{{- end }}
{{- end -}}
