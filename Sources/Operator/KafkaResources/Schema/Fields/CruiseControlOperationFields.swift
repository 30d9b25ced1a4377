/// The fields of a CruiseControlOperation.
enum CruiseControlOperationFields {
  /// What a user asks for.
  static let spec: [SchemaField] = [
    .choice(
      "errorPolicy", "What becomes of an operation that failed: it is tried again, or counts as done.",
      ["ignore", "retry"], default: "retry"),
    .integer(
      "ttlSecondsAfterFinished", "A finished operation is deleted after this many seconds; without it it stays.",
      in: 0...Int(Int32.max)),
  ]

  /// What the operator reports; also which operation it is.
  static let status: [SchemaField] = [
    .object("currentTask", "The task that runs, or ran last.", task),
    .string("errorPolicy", "The policy that holds."),
    .integer("retryCount", "How often it was tried again."),
    .objects("failedTasks", "The tasks that failed.", task),
    .integer("observedGeneration", "The generation of the manifest that this speaks of.", in: 0...Int.max),
    .objects("conditions", "What holds of the operation, by type.", KafkaClusterFields.condition),
  ]

  private static let task: [SchemaField] = [
    .string("id", "Cruise Control's id of the task."), .name("started", "When it began.", form: .time),
    .name("finished", "When it ended.", form: .time),
    .string("operation", "What it does: `add_broker`, `remove_broker`, `remove_disks`, `rebalance`, …"),
    .stringMap("parameters", "Its parameters."), .string("httpRequest", "The request that began it."),
    .integer("httpResponseCode", "The answer's HTTP status."),
    .stringMap("summary", "What Cruise Control said about it."),
    .string("state", "`Active`, `InExecution`, `Completed` or `CompletedWithError`."),
    .string("errorMessage", "Why it failed."),
  ]
}
