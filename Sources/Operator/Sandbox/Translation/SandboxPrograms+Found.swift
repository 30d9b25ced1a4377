import CLinux
import Glibc

extension SandboxPrograms {
  /// The programs that an environment names: `KAFKA_HOME`, `KAFKA_3_HOME`, `ENVOY`, `JAVA_HOME`, `KAFKA_CDS`; Envoy is
  /// looked up in `PATH` too, and the libraries where Debian puts them.
  ///
  /// What is named and not there counts as not there: the pod that needs it says so.
  public static func found(in environment: [String: String]) -> SandboxPrograms {
    var programs = SandboxPrograms()
    programs.kafkaHome = environment["KAFKA_HOME"].flatMap { folder($0, with: "bin/kafka-server-start.sh") }
    programs.kafka3Home = environment["KAFKA_3_HOME"].flatMap { folder($0, with: "bin/zookeeper-server-start.sh") }
    programs.javaHome = environment["JAVA_HOME"].flatMap { folder($0, with: "bin/java") }
    programs.classDataArchives = environment["KAFKA_CDS"].flatMap { $0.isEmpty ? nil : absolute($0) }
    if let envoy = environment["ENVOY"], !envoy.isEmpty {
      let path = absolute(envoy)
      programs.envoy = isThere(path) ? path : nil
    } else {
      for folder in (environment["PATH"] ?? "").split(separator: ":") where isThere("\(folder)/envoy") {
        programs.envoy = "\(folder)/envoy"
        break
      }
    }
    for home in [programs.kafkaHome, programs.kafka3Home].compactMap(\.self) where programs.jmxExporter == nil {
      let jar = "\(home)/jmx-exporter/jmx_prometheus.jar"
      if isThere(jar) { programs.jmxExporter = jar }
    }
    programs.nssWrapper = libraryFolders.map { "\($0)/libnss_wrapper.so" }.first(where: isThere)
    return programs
  }

  /// `/usr/lib/<triplet>` of Debian's architectures, and where others put libraries.
  private static let libraryFolders = [
    "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib",
  ]

  private static func folder(_ path: String, with file: String) -> String? {
    let path = absolute(path)
    return isThere("\(path)/\(file)") ? path : nil
  }

  private static func isThere(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Containers run in folders of their own, so that a relative path would lead elsewhere.
  private static func absolute(_ path: String) -> String {
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
