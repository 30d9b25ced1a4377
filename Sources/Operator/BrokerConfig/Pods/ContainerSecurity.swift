import JSON
import KafkaResources
import KubernetesObjects

/// The rights of the operator's containers: those of Kubernetes' restricted profile, but for what would change what runs.
///
/// What the manifest says stands. The user, `runAsNonRoot`, a root file system that is read only and `fsGroup` hold only
/// where it sets them: Koperator's images run as root, and existing volumes belong to it.
struct ContainerSecurity {
  private let written: SecurityContext
  private let pod: PodSecurityContext?

  /// Of a container whose rights the manifest writes, in such a Pod.
  init(_ written: SecurityContext, pod: PodSecurityContext?) {
    self.written = written
    self.pod = pod
  }

  init(of settings: KafkaCluster.BrokerSettings, _ context: RenderingContext, at path: JSONPath) throws(RenderingError)
  {
    written =
      try context.part(settings.written.securityContext, at: path.appending("securityContext"))
      ?? SecurityContext()
    pod = try context.part(settings.written.podSecurityContext, at: path.appending("podSecurityContext"))
  }

  /// Of the main container.
  var main: SecurityContext { Self.restricted(written, in: pod) }

  /// Of the containers beside it: the same user, and the label of SELinux under which the volumes are; nothing more.
  var beside: SecurityContext {
    var context = SecurityContext(
      runAsUser: written.runAsUser, runAsGroup: written.runAsGroup, runAsNonRoot: written.runAsNonRoot)
    context.other["seLinuxOptions"] = written.other["seLinuxOptions"]
    return Self.restricted(context, in: pod)
  }

  private static func restricted(_ written: SecurityContext, in pod: PodSecurityContext?) -> SecurityContext {
    var context = written
    let added = written.capabilities?.add ?? []
    // Kubernetes refuses a container that may not gain rights and has them all.
    let isMighty = written.privileged == true || added.contains("SYS_ADMIN") || added.contains("CAP_SYS_ADMIN")
    if !isMighty, context.allowPrivilegeEscalation == nil { context.allowPrivilegeEscalation = false }
    if written.privileged != true, context.capabilities == nil { context.capabilities = Capabilities(drop: ["ALL"]) }
    if context.seccompProfile == nil, pod?.seccompProfile == nil {
      context.seccompProfile = SeccompProfile(type: "RuntimeDefault")
    }
    return context
  }
}
