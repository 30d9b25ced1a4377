import CAgentAPI

// The numbers of the states are those of the definition; a test holds one against the other.

extension MessageEncoder {
  mutating func process(_ value: ProcessState) -> UnsafeMutablePointer<Koperator__Agent__V1__Process> {
    let process = unsafe arena.make(koperator__agent__v1__process__init)
    unsafe process.pointee.state = Koperator__Agent__V1__Process__State(rawValue: UInt32(value.status.rawValue))
    unsafe process.pointee.pid = value.pid
    unsafe process.pointee.restarts = value.restarts
    unsafe process.pointee.started_ms = value.startedMilliseconds
    unsafe process.pointee.open_files = value.openFiles
    unsafe process.pointee.resident_bytes = value.residentBytes
    unsafe process.pointee.age_ms = age(value.seen)
    unsafe process.pointee.problem = unsafe text(value.problem)
    return unsafe process
  }

  mutating func kafka(_ value: KafkaState) -> UnsafeMutablePointer<Koperator__Agent__V1__Kafka> {
    let kafka = unsafe arena.make(koperator__agent__v1__kafka__init)
    unsafe kafka.pointee.state = Koperator__Agent__V1__Kafka__State(rawValue: UInt32(value.status.rawValue))
    unsafe kafka.pointee.listener = unsafe name(value.listener)
    unsafe kafka.pointee.latency_us = value.latencyMicroseconds
    unsafe kafka.pointee.node_id_plus_one = plusOne(value.nodeID)
    unsafe kafka.pointee.broker_role = value.isBroker ? 1 : 0
    unsafe kafka.pointee.controller_role = value.isController ? 1 : 0
    unsafe kafka.pointee.streak = value.streak
    unsafe kafka.pointee.age_ms = age(value.seen)
    unsafe kafka.pointee.problem = unsafe text(value.problem)
    return unsafe kafka
  }

  mutating func listener(_ value: ListenerState) -> UnsafeMutablePointer<Koperator__Agent__V1__Listener> {
    let listener = unsafe arena.make(koperator__agent__v1__listener__init)
    // The definition has no listener that is unreachable: it is not known how it is.
    let status = value.status == .unreachable ? .unknown : value.status
    unsafe listener.pointee.name = unsafe name(value.name)
    unsafe listener.pointee.port = UInt32(value.port)
    unsafe listener.pointee.state = Koperator__Agent__V1__Kafka__State(rawValue: UInt32(status.rawValue))
    if let shown = value.certificate {
      let certificate = unsafe arena.make(koperator__agent__v1__certificate__init)
      unsafe certificate.pointee.serial = unsafe text(shown.serial)
      unsafe certificate.pointee.not_before = shown.notBefore
      unsafe certificate.pointee.not_after = shown.notAfter
      unsafe certificate.pointee.subject = unsafe text(shown.subject)
      unsafe listener.pointee.certificate = unsafe certificate
    }
    unsafe listener.pointee.latency_us = value.latencyMicroseconds
    unsafe listener.pointee.age_ms = age(value.seen)
    unsafe listener.pointee.problem = unsafe text(value.problem)
    return unsafe listener
  }

  mutating func figures(_ value: FiguresState) -> UnsafeMutablePointer<Koperator__Agent__V1__Figures> {
    let figures = unsafe arena.make(koperator__agent__v1__figures__init)
    unsafe figures.pointee.available = value.isAvailable ? 1 : 0
    unsafe figures.pointee.under_replicated = value.underReplicated ?? 0
    unsafe figures.pointee.offline_replicas = value.offlineReplicas ?? 0
    unsafe figures.pointee.offline_partitions = value.offlinePartitions ?? 0
    unsafe figures.pointee.request_idle_permille = value.requestIdlePermille ?? 0
    var known: UInt32 = 0
    if value.underReplicated != nil { known |= 1 << 2 }
    if value.offlineReplicas != nil { known |= 1 << 3 }
    if value.offlinePartitions != nil { known |= 1 << 4 }
    if value.requestIdlePermille != nil { known |= 1 << 5 }
    unsafe figures.pointee.known = known
    unsafe figures.pointee.age_ms = age(value.seen)
    unsafe figures.pointee.problem = unsafe text(value.problem)
    return unsafe figures
  }

  // MARK: Log directories

  mutating func logDir(_ value: LogDirState) -> UnsafeMutablePointer<Koperator__Agent__V1__LogDir> {
    let dir = unsafe arena.make(koperator__agent__v1__log_dir__init)
    unsafe dir.pointee.path = unsafe name(value.path)
    unsafe dir.pointee.state = Koperator__Agent__V1__LogDir__State(rawValue: UInt32(value.status.rawValue))
    if let space = value.space { unsafe dir.pointee.space = unsafe self.space(space) }
    if let write = value.write { unsafe dir.pointee.write = unsafe self.write(write) }
    if let partitions = value.partitions { unsafe dir.pointee.partitions = unsafe self.partitions(partitions) }
    if let identity = value.identity { unsafe dir.pointee.identity = unsafe dirIdentity(identity) }
    unsafe dir.pointee.problem = unsafe text(value.problem)
    unsafe dir.pointee.clean_shutdown = value.isCleanShutdown ? 1 : 0
    return unsafe dir
  }

  private mutating func space(_ value: SpaceState) -> UnsafeMutablePointer<Koperator__Agent__V1__Space> {
    let space = unsafe arena.make(koperator__agent__v1__space__init)
    unsafe space.pointee.mount = unsafe name(value.mount)
    unsafe space.pointee.device = unsafe text(value.device)
    unsafe space.pointee.type = unsafe text(value.type)
    unsafe space.pointee.total_bytes = value.totalBytes
    unsafe space.pointee.used_bytes = value.usedBytes
    unsafe space.pointee.free_bytes = value.freeBytes
    unsafe space.pointee.total_inodes = value.totalInodes
    unsafe space.pointee.free_inodes = value.freeInodes
    unsafe space.pointee.read_only = value.isReadOnly ? 1 : 0
    unsafe space.pointee.age_ms = age(value.seen)
    return unsafe space
  }

  private mutating func write(_ value: WriteState) -> UnsafeMutablePointer<Koperator__Agent__V1__WriteProbe> {
    let write = unsafe arena.make(koperator__agent__v1__write_probe__init)
    unsafe write.pointee.succeeded = value.error.isEmpty ? 1 : 0
    unsafe write.pointee.latency_us = value.latencyMicroseconds
    unsafe write.pointee.direct = value.isDirect ? 1 : 0
    unsafe write.pointee.error = unsafe text(value.error)
    unsafe write.pointee.age_ms = age(value.seen)
    return unsafe write
  }

  private mutating func partitions(
    _ value: PartitionsState
  ) -> UnsafeMutablePointer<Koperator__Agent__V1__Partitions> {
    let partitions = unsafe arena.make(koperator__agent__v1__partitions__init)
    unsafe partitions.pointee.live = unsafe sum(value.live)
    unsafe partitions.pointee.future = unsafe sum(value.future)
    unsafe partitions.pointee.deleted = unsafe sum(value.deleted)
    unsafe partitions.pointee.stray = unsafe sum(value.stray)
    unsafe partitions.pointee.metadata = unsafe sum(value.metadata)
    unsafe partitions.pointee.names_age_ms = age(value.namesSeen)
    if let seen = value.bytesSeen {
      unsafe partitions.pointee.bytes_known = 1
      unsafe partitions.pointee.bytes_age_ms = age(seen)
    }
    unsafe partitions.pointee.others = value.others
    return unsafe partitions
  }

  /// Missing where there is nothing: an empty message says the same as none.
  private mutating func sum(
    _ value: PartitionsState.Sum
  ) -> UnsafeMutablePointer<Koperator__Agent__V1__PartitionSum>? {
    guard value != PartitionsState.Sum() else { return nil }
    let sum = unsafe arena.make(koperator__agent__v1__partition_sum__init)
    unsafe sum.pointee.count = value.count
    unsafe sum.pointee.bytes = value.bytes
    return unsafe sum
  }

  private mutating func dirIdentity(
    _ value: IdentityState
  ) -> UnsafeMutablePointer<Koperator__Agent__V1__DirIdentity> {
    let identity = unsafe arena.make(koperator__agent__v1__dir_identity__init)
    unsafe identity.pointee.state = Koperator__Agent__V1__DirIdentity__State(rawValue: UInt32(value.status.rawValue))
    unsafe identity.pointee.cluster_id = unsafe text(value.clusterID)
    unsafe identity.pointee.node_id_plus_one = plusOne(value.nodeID)
    unsafe identity.pointee.directory_id = unsafe text(value.directoryID)
    unsafe identity.pointee.age_ms = age(value.seen)
    return unsafe identity
  }
}
