import ClusterTopology
import Foundation
import KafkaResources

/// Where the programs are that pods are made of.
extension SandboxPrograms {
  /// Finds them: what the environment names (KAFKA_HOME, KAFKA_3_HOME, SANDBOX_BROKER, BROKER_AGENT, ENVOY, JAVA_HOME, KAFKA_CDS), else
  /// what lies beside `executable` or the checkout that it was built in, else what PATH has. A Kafka is real only where the
  /// environment names it.
  ///
  /// - Throws: `SandboxError` where the environment names something that is not there.
  public static func found(environment: [String: String], executable: String) throws(SandboxError) -> SandboxPrograms {
    let finder = ProgramFinder(environment: environment, checkout: ProgramFinder.checkout(of: executable))
    var programs = SandboxPrograms()
    programs.kafkaHome = try finder.kafka("KAFKA_HOME")
    programs.kafka3Home = try finder.kafka("KAFKA_3_HOME")
    programs.sandboxBroker = try finder.companion("sandbox-broker", variable: "SANDBOX_BROKER", beside: executable)
    programs.brokerAgent = try finder.companion("broker-agent", variable: "BROKER_AGENT", beside: executable)
    programs.envoy = try finder.envoy()
    programs.javaHome = try finder.javaHome()
    programs.classDataArchives = finder.variable("KAFKA_CDS")
    programs.jmxExporter = finder.first([
      finder.variable("JMX_EXPORTER"), finder.checkout.map { "\($0)/../shared/kafka/jmx-exporter/jmx_prometheus.jar" },
    ])
    programs.nssWrapper = finder.first(
      ["x86_64-linux-gnu", "aarch64-linux-gnu"].map { "/usr/lib/\($0)/libnss_wrapper.so" } + [
        "/usr/lib64/libnss_wrapper.so", "/usr/lib/libnss_wrapper.so",
      ])
    return programs
  }

  /// Checks that everything is there that a cluster needs.
  ///
  /// - Throws: `SandboxError` naming what is missing, and how to get it.
  func check(for cluster: KafkaCluster) throws(SandboxError) {
    let subject = "the KafkaCluster \(cluster.namespace)/\(cluster.name)"
    let home = cluster.spec.kRaft ? kafkaHome : kafka3Home
    let variable = cluster.spec.kRaft ? "KAFKA_HOME" : "KAFKA_3_HOME"
    if home == nil, sandboxBroker == nil {
      throw SandboxError(
        .missingProgram,
        "\(subject) needs Kafka: set \(variable) to the folder of an unpacked Apache Kafka \(cluster.spec.kRaft ? "3.9 or newer" : "3.9"), or build the "
          + "broker that the sandbox has of its own ('swift build --product sandbox-broker')")
    }
    guard home == nil || java != nil else {
      throw SandboxError(
        .missingProgram, "Kafka needs Java 17: install openjdk-17-jre-headless, or set JAVA_HOME to its folder")
    }
    if !AccessPoint.all(of: cluster).isEmpty, envoy == nil {
      throw SandboxError(
        .missingProgram,
        "\(subject) has a listener outside, which needs Envoy: run 'make setup', or set ENVOY to the program")
    }
  }

  /// Java's program; nil where there is none.
  var java: String? {
    if let javaHome { return "\(javaHome)/bin/java" }
    return ProgramFinder(environment: ProcessInfo.processInfo.environment, checkout: nil).inPath("java")
  }
}

/// Looks for programs.
private struct ProgramFinder {
  let environment: [String: String]
  /// The folder of the checkout; nil where the program runs from elsewhere.
  let checkout: String?

  /// The folder above that has a Package.swift.
  static func checkout(of executable: String) -> String? {
    var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
        return folder.path
      }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }

  /// A variable that is set and not empty.
  func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// The first that is there.
  func first(_ paths: [String?]) -> String? {
    for case let path? in paths where FileManager.default.fileExists(atPath: path) {
      return URL(fileURLWithPath: path).standardizedFileURL.path
    }
    return nil
  }

  func inPath(_ name: String) -> String? {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  func kafka(_ name: String) throws(SandboxError) -> String? {
    let script = "bin/kafka-server-start.sh"
    guard let home = variable(name) else { return nil }
    guard FileManager.default.fileExists(atPath: "\(home)/\(script)") else {
      throw SandboxError(
        .missingProgram,
        "\(name)='\(home)': the folder holds no \(script); name the folder of an unpacked Apache Kafka, or unset it")
    }
    return URL(fileURLWithPath: home).standardizedFileURL.path
  }

  /// A program that is built with this one.
  func companion(_ name: String, variable: String, beside executable: String) throws(SandboxError) -> String? {
    if let program = self.variable(variable) {
      guard FileManager.default.isExecutableFile(atPath: program) else {
        throw SandboxError(
          .missingProgram, "\(variable)='\(program)': there is no such program; name another one, or unset it")
      }
      return URL(fileURLWithPath: program).standardizedFileURL.path
    }
    let folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent().path
    return first(["\(folder)/\(name)", "\(folder)/debug/\(name)"]) ?? inPath(name)
  }

  func envoy() throws(SandboxError) -> String? {
    if let program = variable("ENVOY") {
      guard FileManager.default.isExecutableFile(atPath: program) else {
        throw SandboxError(
          .missingProgram, "ENVOY='\(program)': there is no such program; run 'make setup', or name another one")
      }
      return URL(fileURLWithPath: program).standardizedFileURL.path
    }
    return first([checkout.map { "\($0)/.tools/venv/bin/envoy" }]) ?? inPath("envoy")
  }

  func javaHome() throws(SandboxError) -> String? {
    guard let home = variable("JAVA_HOME") else { return nil }
    guard FileManager.default.isExecutableFile(atPath: "\(home)/bin/java") else {
      throw SandboxError(
        .missingProgram, "JAVA_HOME='\(home)': the folder holds no bin/java; name that of Java 17, or unset it")
    }
    return home
  }
}
