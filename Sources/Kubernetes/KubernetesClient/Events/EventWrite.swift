import JSON
public import KubernetesObjects

/// A write that an event correlator asks for; tell it with `finish` what came of it.
public struct EventWrite: Sendable, Hashable {
  /// What is written.
  public enum Content: Sendable, Hashable {
    /// An event that the server does not have.
    case create(Event)
    /// The repeats of an event that it has.
    case patch(name: String, namespace: String, EventSeries)
  }

  /// What it is about.
  public let report: EventReport
  /// What is written.
  public let content: Content

  /// The request.
  public func request() throws(RequestError) -> APIRequest {
    switch content {
    case .create(let event): return try event.creation()
    case .patch(let name, let namespace, let series):
      return try Event.resource.mergePatch(["series": series.json], name: name, namespace: namespace)
    }
  }
}

/// What came of a write.
public enum EventWriteResult: Sendable, Hashable {
  /// The server has it; also where it had it before, from a try whose answer was lost.
  case written
  /// The event whose repeats were to be written has expired there.
  case gone
  /// It may work later, and not before this time has passed.
  case failed(after: Duration)
  /// The recorder gave it up, and it can be tried again at once.
  case interrupted
  /// It will never work.
  case refused
}
