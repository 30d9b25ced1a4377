public import KubernetesObjects

/// Turns a rendered pod into processes of this machine.
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
    throw TranslationError(.unsupported, "not yet")
  }
}
