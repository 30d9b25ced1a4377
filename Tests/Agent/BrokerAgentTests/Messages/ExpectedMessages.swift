import AgentAPI
import BrokerAgent

/// What the server must read, by the definition: made of the agent's values in Swift alone.
struct ExpectedMessages {
  let now: Duration

  private func age(_ seen: Duration) -> UInt32 { UInt32(max(.zero, now - seen) / .milliseconds(1)) }

  func report(_ value: BrokerAgent.BrokerReport) -> AgentAPI.BrokerReport {
    AgentAPI.BrokerReport {
      $0.broker = value.number
      $0.sequence = value.sequence
      $0.full = value.identity != nil
      $0.identity = value.identity.map(identity)
      $0.process = value.process.map(process)
      $0.kafka = value.kafka.map(kafka)
      $0.listeners = value.listeners.map(listener)
      $0.removedListeners = value.removedListeners
      $0.logDirs = value.logDirs.map(logDir)
      $0.removedLogDirs = value.removedLogDirs
      $0.figures = value.figures.map(figures)
    }
  }

  func identity(_ value: WatchedBroker) -> BrokerIdentity {
    BrokerIdentity {
      $0.namespace = value.namespace
      $0.cluster = value.cluster
      $0.brokerId = UInt32(value.id)
      $0.podName = value.podName
      $0.podUid = value.podUID
      $0.address = value.address
    }
  }

  func process(_ value: ProcessState) -> AgentAPI.Process {
    AgentAPI.Process {
      $0.state =
        switch value.status {
        case .unknown: .stateUnknown
        case .running: .stateRunning
        case .gone: .stateGone
        case .stopped: .stateStopped
        }
      $0.pid = value.pid
      $0.restarts = value.restarts
      $0.startedMs = value.startedMilliseconds
      $0.openFiles = value.openFiles
      $0.residentBytes = value.residentBytes
      $0.ageMs = age(value.seen)
      $0.problem = value.problem
    }
  }

  func answer(_ value: AnswerStatus) -> Kafka.State {
    switch value {
    case .unknown: .stateUnknown
    case .answers: .stateAnswers
    case .refused: .stateRefused
    case .timedOut: .stateTimedOut
    case .broken: .stateBroken
    case .tlsOnly: .stateTlsOnly
    case .unreachable: .stateUnreachable
    }
  }

  func kafka(_ value: KafkaState) -> Kafka {
    Kafka {
      $0.state = answer(value.status)
      $0.listener = value.listener
      $0.latencyUs = value.latencyMicroseconds
      $0.nodeIdPlusOne = value.nodeID.map { UInt32(Int64($0) + 1) } ?? 0
      $0.brokerRole = value.isBroker
      $0.controllerRole = value.isController
      $0.streak = value.streak
      $0.ageMs = age(value.seen)
      $0.problem = value.problem
    }
  }

  func listener(_ value: ListenerState) -> Listener {
    Listener {
      $0.name = value.name
      $0.port = UInt32(value.port)
      $0.state = value.status == .unreachable ? .stateUnknown : answer(value.status)
      $0.certificate = value.certificate.map { shown in
        Certificate {
          $0.serial = shown.serial
          $0.notBefore = shown.notBefore
          $0.notAfter = shown.notAfter
          $0.subject = shown.subject
        }
      }
      $0.latencyUs = value.latencyMicroseconds
      $0.ageMs = age(value.seen)
      $0.problem = value.problem
    }
  }

  func logDir(_ value: LogDirState) -> LogDir {
    LogDir {
      $0.path = value.path
      $0.state =
        switch value.status {
        case .unknown: .stateUnknown
        case .ok: .stateOk
        case .readOnly: .stateReadOnly
        case .failed: .stateFailed
        case .missing: .stateMissing
        case .hung: .stateHung
        case .full: .stateFull
        case .notWritable: .stateNotWritable
        }
      $0.space = value.space.map(space)
      $0.write = value.write.map { write in
        WriteProbe {
          $0.succeeded = write.error.isEmpty
          $0.latencyUs = write.latencyMicroseconds
          $0.direct = write.isDirect
          $0.error = write.error
          $0.ageMs = age(write.seen)
        }
      }
      $0.partitions = value.partitions.map(partitions)
      $0.identity = value.identity.map(dirIdentity)
      $0.problem = value.problem
      $0.cleanShutdown = value.isCleanShutdown
    }
  }

  private func space(_ value: SpaceState) -> Space {
    Space {
      $0.mount = value.mount
      $0.device = value.device
      $0.type = value.type
      $0.totalBytes = value.totalBytes
      $0.usedBytes = value.usedBytes
      $0.freeBytes = value.freeBytes
      $0.totalInodes = value.totalInodes
      $0.freeInodes = value.freeInodes
      $0.readOnly = value.isReadOnly
      $0.ageMs = age(value.seen)
    }
  }

  private func partitions(_ value: PartitionsState) -> Partitions {
    Partitions {
      $0.live = sum(value.live)
      $0.future = sum(value.future)
      $0.deleted = sum(value.deleted)
      $0.stray = sum(value.stray)
      $0.metadata = sum(value.metadata)
      $0.namesAgeMs = age(value.namesSeen)
      $0.bytesKnown = value.bytesSeen != nil
      $0.bytesAgeMs = value.bytesSeen.map(age) ?? 0
      $0.others = value.others
    }
  }

  private func sum(_ value: PartitionsState.Sum) -> PartitionSum? {
    guard value.count != 0 || value.bytes != 0 else { return nil }
    return PartitionSum {
      $0.count = value.count
      $0.bytes = value.bytes
    }
  }

  private func dirIdentity(_ value: IdentityState) -> DirIdentity {
    DirIdentity {
      $0.state =
        switch value.status {
        case .unknown: .stateUnknown
        case .present: .statePresent
        case .absent: .stateAbsent
        case .damaged: .stateDamaged
        }
      $0.clusterId = value.clusterID
      $0.nodeIdPlusOne = value.nodeID.map { UInt32(Int64($0) + 1) } ?? 0
      $0.directoryId = value.directoryID
      $0.ageMs = age(value.seen)
    }
  }

  func figures(_ value: FiguresState) -> Figures {
    Figures {
      $0.available = value.isAvailable
      $0.underReplicated = value.underReplicated ?? 0
      $0.offlineReplicas = value.offlineReplicas ?? 0
      $0.offlinePartitions = value.offlinePartitions ?? 0
      $0.requestIdlePermille = value.requestIdlePermille ?? 0
      $0.known =
        (value.underReplicated == nil ? 0 : 4) + (value.offlineReplicas == nil ? 0 : 8)
        + (value.offlinePartitions == nil ? 0 : 16) + (value.requestIdlePermille == nil ? 0 : 32)
      $0.ageMs = age(value.seen)
      $0.problem = value.problem
    }
  }
}
