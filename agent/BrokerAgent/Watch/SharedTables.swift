/// What is read once for all brokers that an agent watches.
struct SharedTables: Sendable {
  /// Kafka's processes.
  let processes: ProcessTable
  /// What is mounted.
  let mounts: MountTable

  init(processes: ProcessTable = ProcessTable(), mounts: MountTable = MountTable()) {
    self.processes = processes
    self.mounts = mounts
  }
}
