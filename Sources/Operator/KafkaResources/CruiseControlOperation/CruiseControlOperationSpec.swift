public import JSON

extension CruiseControlOperation {
  /// What becomes of an operation that failed.
  public enum ErrorPolicy: String, Sendable, Hashable, CaseIterable {
    /// It counts as done.
    case ignore
    /// It is tried again.
    case retry
  }

  /// What is wanted of an operation.
  public struct Spec: Sendable, Hashable {
    /// What becomes of it when it failed (default retry).
    public let errorPolicy: ErrorPolicy
    /// Seconds after which it is deleted when it is done; nil where it stays.
    public let ttlSecondsAfterFinished: Int?

    init(_ object: ManifestObject) {
      errorPolicy = object.choice("errorPolicy", ErrorPolicy.self) ?? .retry
      ttlSecondsAfterFinished = object.integer("ttlSecondsAfterFinished")
    }
  }

  /// What is known of an operation, and what it is. It is read and written without losing members that are not known here.
  public struct Status: Sendable, Hashable {
    /// How many failed tasks are kept (Koperator).
    public static let mostFailedTasks = 50

    /// What is done now, or was done last.
    public var currentTask: CruiseControlTask?
    /// What became of it when it failed.
    public var errorPolicy: ErrorPolicy
    /// How many times it was tried again.
    public var retryCount: Int
    /// What failed, the oldest first.
    public private(set) var failedTasks: [CruiseControlTask]
    /// What is true of the operation: ours.
    public var conditions: [StatusCondition]
    /// The generation of the object that this is about: ours.
    public var observedGeneration: Int?
    /// Members that are not known here.
    public var other: JSONObject

    /// Reads a status.
    public init(json members: JSONObject = [:]) {
      var reader = StatusReader(members)
      currentTask = reader.object("currentTask").map { CruiseControlTask(json: $0) }
      errorPolicy = reader.open("errorPolicy") ?? .retry
      retryCount = reader.integer("retryCount") ?? 0
      failedTasks = reader.objects("failedTasks").map { CruiseControlTask(json: $0) }
      conditions = reader.objects("conditions").map { StatusCondition($0) }
      observedGeneration = reader.integer("observedGeneration")
      other = reader.other
    }

    /// The status as it is written; the members that Koperator's own CRD requires always.
    public var json: JSONObject {
      var writer = StatusWriter()
      writer.set("errorPolicy", errorPolicy.rawValue)
      writer.set("retryCount", retryCount)
      writer.set("observedGeneration", observedGeneration)
      writer.set("conditions", conditions.map(\.json))
      writer.set("currentTask", currentTask?.json)
      writer.set("failedTasks", failedTasks.map(\.json))
      return writer.object(with: other)
    }

    /// Keeps a task that failed; the oldest makes room.
    public mutating func addFailed(_ task: CruiseControlTask) {
      failedTasks = (failedTasks + [task]).suffix(Self.mostFailedTasks)
    }
  }
}
