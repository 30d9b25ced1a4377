public import KubernetesObjects

/// Turns a rendered pod into processes of this machine.
///
/// A container has no file system and no network of its own here, so what names one is rewritten, and nothing else:
///
/// * **Paths.** What a container sees at the path of a mount, at `/tmp` and at `/opt/kafka` lies in the pod's folder, in a
///   claim's folder or in Kafka's own. In commands, arguments, the environment, probes, hooks and the files of ConfigMaps
///   such paths are replaced where they begin and end as paths. Secrets are not touched.
/// * **Addresses.** `localhost`, `127.0.0.1` and `0.0.0.0` with a port mean the pod's own address. Kafka's and ZooKeeper's
///   listeners without a host are bound to it, as are the listeners of an Envoy's bootstrap; what a broker advertises stays.
/// * **Programs.** The image of Kafka is `KAFKA_HOME` (`KAFKA_3_HOME` where there is a ZooKeeper), that of Envoy is `ENVOY`;
///   of other images the command must be on this machine.
///   Where no Kafka is named, the built-in broker takes its place.
/// * **Memory.** Kafka's heap is the sandbox's, whatever the pod asks for.
/// * **Names.** Java reads the sandbox's hosts file, Envoy and other programs by `libnss_wrapper`.
/// * **Left out** are Cruise Control with its reporter, the container that copies the JMX exporter, and a broker agent that is not
///   built.
///
/// Users, groups, capabilities and limits are not applied. The function reads nothing but its arguments.
public enum PodTranslation {
  /// The files and processes of a pod.
  ///
  /// - Parameters:
  ///   - pod: the pod, as it is on the API server.
  ///   - place: its address and folder, and where its claims are.
  ///   - programs: what is installed.
  ///   - configMaps: those of its namespace, by name; those that it does not name are not looked at.
  ///   - secrets: the same of Secrets.
  /// - Throws: what is missing, with the remedy.
  public static func processes(
    of pod: Pod, place: PodPlace, programs: SandboxPrograms, configMaps: [String: ConfigMap], secrets: [String: Secret]
  ) throws(TranslationError) -> PodProcesses {
    guard let spec = pod.spec else {
      throw TranslationError(.unsupported, "spec: the pod has none; give it containers")
    }
    let objects = NamespaceObjects(
      configMaps: configMaps, secrets: secrets, namespace: pod.metadata.namespace ?? "default")
    let translation = ContainerTranslation(
      pod: pod, place: place, programs: programs, objects: objects, fields: PodFields(pod: pod, place: place))
    var result = PodProcesses(folders: [place.folder])
    for container in spec.containers {
      let field = "spec.containers[\(container.name)]"
      if let process = try translation.process(of: container, field: field, into: &result) {
        result.containers.append(process)
      }
    }
    for container in spec.initContainers {
      // What only prepares the way for containers that are left out has nothing to do.
      if result.containers.isEmpty, !spec.containers.isEmpty {
        result.leftOut.append(.init(container: container.name, reason: "no container of its pod runs in the sandbox"))
        continue
      }
      let field = "spec.initContainers[\(container.name)]"
      if let process = try translation.process(of: container, field: field, into: &result) {
        result.initContainers.append(process)
      }
    }
    var known: Set<String> = []
    result.folders = result.folders.filter { known.insert($0).inserted }
    return result
  }
}
