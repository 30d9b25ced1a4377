import AgentService
import ArgumentParsing
import Coordinator
import Dispatch
import EnvoyConfig
import KubernetesClient
import Telemetry
import XDSServer

/// What the inputs of `koperator serve` are: an API server's objects, or files.
extension ServeCommand {
  /// Where what comes of the inputs goes.
  struct Outputs {
    let server: XDSServer
    let agents: AgentService?
    let store: SnapshotStore?
    let metrics: MetricsRegistry
    let log: Logger
    let options: EnvoyOptions
  }

  /// Checks that the options name one kind of inputs, and that whole.
  static func checkInputs(_ arguments: ParsedArguments) throws(InputFiles.Failure) {
    for option in agentOptions.dropFirst() where arguments.isSet(option) && !arguments.isSet(agents) {
      throw InputFiles.failure(.usage, "--\(option.name) is of use with --agents only")
    }
    if arguments.isSet(kubernetes) {
      for option in [file, endpoints, secrets] where arguments.isSet(option) {
        throw InputFiles.failure(
          .usage, "--kubernetes and --\(option.name) exclude each other: the API server or files, not both")
      }
      if let name = arguments.value(namespace), let problem = NamespaceName.problem(with: name) {
        throw InputFiles.failure(
          .usage,
          "--namespace '\(name)' is the name of no namespace: \(problem); name one, or leave it out for all namespaces")
      }
      return
    }
    for option in [kubeconfig, context] where arguments.isSet(option) {
      throw InputFiles.failure(.usage, "--\(option.name) is of use with --kubernetes only")
    }
    for option in [file, endpoints] where !arguments.isSet(option) {
      if option.name == endpoints.name, arguments.isSet(agents) { continue }
      throw InputFiles.failure(
        .usage,
        "--\(option.name) is missing: give --file with --endpoints or --agents, or --kubernetes; see koperator serve --help"
      )
    }
  }

  /// The client of the API server.
  static func makeClient(
    _ arguments: ParsedArguments, _ log: Logger, _ metrics: MetricsRegistry
  ) throws(InputFiles.Failure) -> APIClient {
    do throws(ClientError) {
      return try APIClient.found(
        kubeconfig: arguments.value(kubeconfig), context: arguments.value(context),
        APIClientSettings(program: "koperator", version: Koperator.version), log: log, metrics: metrics)
    } catch {
      let isNamed = arguments.isSet(kubeconfig)
      throw InputFiles.failure(
        .invalidInput, isNamed ? "--kubeconfig: \(error)" : "--kubernetes: \(error); --kubeconfig names a file, too")
    }
  }

  /// What feeds the xDS server.
  ///
  /// - Parameters:
  ///   - client: The client of the API server; nil where the inputs are files.
  ///   - secretsRefusal: Why Envoys are not given private keys.
  static func makeCoordinator(
    _ arguments: ParsedArguments, _ client: APIClient?, _ outputs: Outputs, secretsRefusal: String?
  ) throws(InputFiles.Failure) -> any InputCoordinator {
    guard let client else {
      return FileCoordinator(
        manifest: arguments.required(file), endpoints: arguments.value(endpoints), agents: outputs.agents,
        secrets: arguments.value(secrets), options: outputs.options, namespace: arguments.value(namespace) ?? "default",
        server: outputs.server, store: outputs.store, metrics: outputs.metrics, log: outputs.log)
    }
    let settings = KubernetesCoordinator.Settings(
      namespace: arguments.value(namespace), server: "\(client.configuration.server)", options: outputs.options,
      secretsRefusal: secretsRefusal)
    do throws(RequestError) {
      return try KubernetesCoordinator(
        client, settings, server: outputs.server, agents: outputs.agents, store: outputs.store,
        metrics: outputs.metrics, log: outputs.log)
    } catch {
      throw InputFiles.failure(.usage, "--namespace: \(error)")
    }
  }

  /// Ends a client's requests. It waits, so it must not be called in a task.
  static func stop(_ client: APIClient) {
    let ended = DispatchSemaphore(value: 0)
    Task {
      await client.stop()
      ended.signal()
    }
    _ = ended.wait(timeout: .now() + .seconds(5))
  }
}
