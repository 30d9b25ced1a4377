public import JSON

/// One try of an operation: a user task of Cruise Control.
public struct CruiseControlTask: Sendable, Hashable {
  /// What is done, in the words of Cruise Control's REST interface.
  public struct Operation: RawRepresentable, Sendable, Hashable {
    /// The word.
    public let rawValue: String
    /// An operation by its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// New brokers get partitions.
    public static let addBroker = Operation(rawValue: "add_broker")
    /// Brokers give their partitions away.
    public static let removeBroker = Operation(rawValue: "remove_broker")
    /// Volumes give their partitions away.
    public static let removeDisks = Operation(rawValue: "remove_disks")
    /// Partitions are spread anew.
    public static let rebalance = Operation(rawValue: "rebalance")
    /// What is being done is stopped.
    public static let stopProposalExecution = Operation(rawValue: "stop_proposal_execution")
    /// Cruise Control is asked how it is.
    public static let status = Operation(rawValue: "status")
  }

  /// How far it is, in Cruise Control's words.
  public struct State: RawRepresentable, Sendable, Hashable {
    /// The word.
    public let rawValue: String
    /// A state by its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It waits.
    public static let active = State(rawValue: "Active")
    /// It is done.
    public static let inExecution = State(rawValue: "InExecution")
    /// It is over.
    public static let completed = State(rawValue: "Completed")
    /// It failed.
    public static let completedWithError = State(rawValue: "CompletedWithError")
  }

  /// Cruise Control's id of the task; nil where it was not asked yet.
  public var id: String?
  /// When it began (RFC 3339).
  public var started: String?
  /// When it ended (RFC 3339).
  public var finished: String?
  /// What is done.
  public var operation: Operation
  /// The parameters of the request.
  public var parameters: [String: String]
  /// The request.
  public var httpRequest: String?
  /// The HTTP status of the answer.
  public var httpResponseCode: Int?
  /// What Cruise Control says about it.
  public var summary: [String: String]
  /// How far it is; nil where it was not asked yet.
  public var state: State?
  /// Why it failed.
  public var errorMessage: String?
  /// Members that are not known here.
  public var other: JSONObject

  /// A task that was not asked for yet.
  public init(_ operation: Operation, parameters: [String: String] = [:]) {
    self.init(json: [:])
    self.operation = operation
    self.parameters = parameters
  }

  init(json members: JSONObject) {
    var reader = StatusReader(members)
    id = reader.string("id")
    started = reader.string("started")
    finished = reader.string("finished")
    operation = reader.open("operation") ?? Operation(rawValue: "")
    parameters = reader.texts("parameters")
    httpRequest = reader.string("httpRequest")
    httpResponseCode = reader.integer("httpResponseCode")
    summary = reader.texts("summary")
    state = reader.open("state")
    errorMessage = reader.string("errorMessage")
    other = reader.other
  }

  /// The task as it is written.
  public var json: JSONObject {
    var writer = StatusWriter()
    writer.set("id", id)
    writer.set("operation", operation.rawValue)
    writer.set("parameters", parameters) { .string($0) }
    writer.set("state", state?.rawValue)
    writer.set("started", started)
    writer.set("finished", finished)
    writer.set("httpRequest", httpRequest)
    writer.set("httpResponseCode", httpResponseCode)
    writer.set("summary", summary) { .string($0) }
    writer.set("errorMessage", errorMessage)
    return writer.object(with: other)
  }
}
