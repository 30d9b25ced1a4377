import ArgumentParsing
import Foundation
import Sandbox

/// `koperator sandbox`: the whole system on this machine.
enum SandboxCommand {
  static let command = Command(
    "sandbox", summary: "Run the whole system on this machine: an API server, brokers, Envoys, the control plane.",
    discussion:
      "Pods are processes on loopback addresses of their own. Envoy is the real one (ENVOY); Kafka is built in, or a real one where "
      + "KAFKA_HOME (and KAFKA_3_HOME for clusters with ZooKeeper) names it; JAVA_HOME and KAFKA_CDS are for that. An agent "
      + "(BROKER_AGENT) beside each broker tells the control plane how the broker and its disks are.\n\nObjects are made by a simple reconciler: it "
      + "creates, replaces on a change, and deletes, without the gates that protect data in a real cluster. Cruise Control is left "
      + "out.\n\nCtrl-C stops everything and leaves nothing running.",
    options: [
      SandboxOptions.files, SandboxOptions.namespace, SandboxOptions.brokers, SandboxOptions.access,
      SandboxOptions.nodes,
      SandboxOptions.api, SandboxOptions.name, SandboxOptions.folder, SandboxOptions.keep, SandboxOptions.patience,
      SandboxOptions.check,
    ],
    subcommands: [
      SandboxQueryCommands.status, SandboxQueryCommands.kubeconfig, SandboxQueryCommands.logs,
      SandboxQueryCommands.stop,
    ] + SandboxFaultCommands.all
  ) { arguments in
    // Volumes are mounted for this process alone; that is settled before there are threads. The system can no longer tell
    // the program's path then, where the program lies on a mount of its own.
    _ = executable
    MountNamespace.enter()
    return InputFiles.exitCode { () throws(InputFiles.Failure) in try run(arguments) }
  }

  private static func run(_ arguments: ParsedArguments) throws(InputFiles.Failure) {
    let environment = ProcessInfo.processInfo.environment
    let folder = try SandboxOptions.folder(arguments)
    let manifests = try readManifests(arguments)
    var kcat: String?
    if arguments.isSet(SandboxOptions.check) {
      kcat = Sandbox.kcat(environment: environment)
      if kcat == nil {
        throw InputFiles.failure(
          .failure, "--check needs kcat: install it (Debian: apt install kcat), or run 'make setup'")
      }
    }
    let settings: SandboxSettings
    do throws(SandboxError) {
      let programs = try SandboxPrograms.found(environment: environment, executable: executable)
      let most = SandboxSettings.mostBrokers(of: manifests)
      settings = SandboxSettings(
        name: arguments.required(SandboxOptions.name), folder: folder,
        keepsFolder: arguments.isSet(SandboxOptions.folder) || arguments.isSet(SandboxOptions.keep),
        manifests: manifests,
        nodes: arguments.integer(SandboxOptions.nodes) ?? max(3, most), kubeconfig: arguments.value(SandboxOptions.api),
        programs: programs, koperator: executable,
        patience: Double(arguments.integer(SandboxOptions.patience) ?? 1))
    } catch { throw SandboxOptions.failure(error) }
    let run = SandboxRun(settings, kcat: kcat)
    if let failure = run.wait() { throw failure }
  }

  /// This program.
  private static let executable =
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]

  private static func readManifests(_ arguments: ParsedArguments) throws(InputFiles.Failure) -> [SandboxManifest] {
    guard arguments.isSet(SandboxOptions.files) else {
      let access = arguments.value(SandboxOptions.access).flatMap { SandboxCluster.Access(rawValue: $0) } ?? .port
      let cluster = SandboxCluster(brokers: arguments.integer(SandboxOptions.brokers) ?? 3, access: access)
      do throws(SandboxError) { return try cluster.manifests() } catch { throw SandboxOptions.failure(error) }
    }
    for option in [SandboxOptions.brokers, SandboxOptions.access] where arguments.isSet(option) {
      throw InputFiles.failure(
        .usage, "--\(option.name) is for the sandbox's own cluster: leave it out, or leave --file out")
    }
    var manifests: [SandboxManifest] = []
    for group in try ManifestFiles.readGroups(arguments) {
      do throws(SandboxError) {
        let read = try SandboxManifest.read(
          group.documents, source: group.file, namespace: arguments.required(SandboxOptions.namespace))
        for warning in read.warnings { Terminal.complain(warning) }
        manifests += read.manifests
      } catch { throw SandboxOptions.failure(error) }
    }
    return manifests
  }
}
