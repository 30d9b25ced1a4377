import JSON

/// What the server fills in in the spec of a pod, or of a template of pods (`k8s.io/kubernetes/pkg/apis/core/v1`).
enum PodDefaults {
  /// A template of pods.
  static func fill(template: inout JSONValue) {
    template.fill("metadata", [:])
    template.fill("spec", [:])
    template.change("metadata") {
      $0.dropEmpty("labels", "annotations", "creationTimestamp")
    }
    template.change("spec") { fill(spec: &$0) }
  }

  /// The spec of a pod.
  static func fill(spec: inout JSONValue) {
    spec.fillText("restartPolicy", "Always")
    spec.fill("terminationGracePeriodSeconds", 30)
    spec.fillText("dnsPolicy", "ClusterFirst")
    spec.fill("securityContext", [:])
    spec.fillText("schedulerName", "default-scheduler")
    // The older name of the same field.
    if !spec.text("serviceAccountName").isEmpty {
      spec["serviceAccount"] = spec["serviceAccountName"]
    } else if !spec.text("serviceAccount").isEmpty {
      spec["serviceAccountName"] = spec["serviceAccount"]
    } else {
      spec["serviceAccountName"] = nil
      spec["serviceAccount"] = nil
    }
    let usesHostNetwork = spec["hostNetwork"] == true
    for list in ["containers", "initContainers", "ephemeralContainers"] {
      spec.changeEach(list) { fill(container: &$0, usesHostNetwork: usesHostNetwork) }
    }
    spec.changeEach("volumes") { fill(volume: &$0) }
    spec.dropEmpty("initContainers", "volumes", "tolerations", "imagePullSecrets", "hostAliases", "affinity")
    if spec.members("nodeSelector").isEmpty { spec["nodeSelector"] = nil }
    for name in ["hostNetwork", "hostPID", "hostIPC"] where spec[name] == false { spec[name] = nil }
    for name in ["nodeName", "hostname", "subdomain"] where spec[name] == "" { spec[name] = nil }
  }

  private static func fill(container: inout JSONValue, usesHostNetwork: Bool) {
    container.fill("resources", [:])
    container.fillText("terminationMessagePath", "/dev/termination-log")
    container.fillText("terminationMessagePolicy", "File")
    let image = container.text("image")
    container.fillText("imagePullPolicy", isLatest(image) ? "Always" : "IfNotPresent")
    container.changeEach("ports") { port in
      port.fillText("protocol", "TCP")
      if usesHostNetwork, let number = port["containerPort"] { port.fill("hostPort", number) }
    }
    container.changeEach("env") { variable in
      if variable["value"] == "" { variable["value"] = nil }
      variable.change("valueFrom") { source in
        source.change("fieldRef") { $0.fillText("apiVersion", "v1") }
        source.change("resourceFieldRef") { $0.fill("divisor", "0") }
      }
    }
    for probe in ["livenessProbe", "readinessProbe", "startupProbe"] { container.change(probe) { fill(probe: &$0) } }
    container.change("lifecycle") { lifecycle in
      for hook in ["postStart", "preStop"] {
        lifecycle.change(hook) { $0.change("httpGet") { fill(httpGet: &$0) } }
      }
    }
    container.dropEmpty("ports", "env", "envFrom", "volumeMounts", "command", "args")
  }

  /// Whether an image has the tag `latest`, or none and no digest.
  static func isLatest(_ image: String) -> Bool {
    if image.contains("@") { return false }
    let name = image.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let colon = name.lastIndex(of: ":") else { return true }
    return name[name.index(after: colon)...] == "latest"
  }

  private static func fill(probe: inout JSONValue) {
    probe.fillNumber("timeoutSeconds", 1)
    probe.fillNumber("periodSeconds", 10)
    probe.fillNumber("successThreshold", 1)
    probe.fillNumber("failureThreshold", 3)
    if probe["initialDelaySeconds"] == 0 { probe["initialDelaySeconds"] = nil }
    probe.change("httpGet") { fill(httpGet: &$0) }
    probe.change("grpc") { $0.fill("service", "") }
  }

  private static func fill(httpGet: inout JSONValue) {
    httpGet.fillText("path", "/")
    httpGet.fillText("scheme", "HTTP")
  }

  private static func fill(volume: inout JSONValue) {
    let hasSource = (volume.objectValue ?? [:]).contains { $0.key != "name" && !$0.value.isNull }
    if !hasSource { volume["emptyDir"] = [:] }
    for source in ["secret", "configMap", "projected", "downwardAPI"] {
      volume.change(source) { $0.fill("defaultMode", 420) }
    }
    volume.change("hostPath") { $0.fill("type", "") }
    volume.change("downwardAPI") { fill(downwardAPI: &$0) }
    volume.change("projected") { projected in
      projected.changeEach("sources") { source in
        source.change("serviceAccountToken") { $0.fill("expirationSeconds", 3600) }
        source.change("downwardAPI") { fill(downwardAPI: &$0) }
      }
    }
    volume.change("ephemeral") { ephemeral in
      ephemeral.change("volumeClaimTemplate") { template in
        template.fill("metadata", [:])
        template.change("spec") { $0.fillText("volumeMode", "Filesystem") }
      }
    }
  }

  private static func fill(downwardAPI: inout JSONValue) {
    downwardAPI.changeEach("items") { item in
      item.change("fieldRef") { $0.fillText("apiVersion", "v1") }
      item.change("resourceFieldRef") { $0.fill("divisor", "0") }
    }
  }
}

extension JSONValue {
  /// Fills in a number that is missing, null or 0.
  fileprivate mutating func fillNumber(_ name: String, _ value: JSONValue) {
    if !has(name) || self[name] == 0 { self[name] = value }
  }
}
