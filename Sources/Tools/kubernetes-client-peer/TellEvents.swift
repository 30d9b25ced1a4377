import KubernetesClient
import KubernetesObjects
import Telemetry

/// `events`: records an event about a ConfigMap for each line of standard input, with the line as its note.
struct TellEvents {
  private let recorder: EventRecorder
  private let map: ConfigMap

  init(_ options: Options) async throws {
    let log = Logger(LogSink(format: .json))
    let metrics = MetricsRegistry()
    let configuration = try ClientConfiguration.found(
      kubeconfig: try options.required("kubeconfig"), environment: [:], read: SystemFiles.read)
    let client = try APIClient(configuration, log: log, metrics: metrics)
    map = try await client.get(
      ConfigMap.self, try options.required("map"), namespace: try options.required("namespace"))
    recorder = EventRecorder(
      client, controller: "koperator.io/peer", instance: "peer-0", log: log, metrics: metrics)
  }

  func run() async {
    await withTaskGroup { group in
      group.addTask { await recorder.run() }
      for await line in InputLines.read() {
        recorder.record(
          .warning, reason: "Tried", action: "Try", note: line, regarding: ObjectReference(to: map))
      }
      group.cancelAll()
    }
  }
}
