import KafkaProtocol
import Testing

@testable import KafkaModel

/// A course of a cluster that a seed decides: clients write and read while brokers die, hang, come back and lose their links.
///
/// A broker is killed only where each partition keeps a process that is in sync: so nothing that was acknowledged may be lost.
final class RandomCourse {
  struct Key: Hashable, Comparable {
    var topic: String
    var partition: Int32
    static func < (left: Key, right: Key) -> Bool { (left.topic, left.partition) < (right.topic, right.partition) }
  }

  /// An idempotent producer, which sends a batch again until it is acknowledged.
  struct Producer {
    var id: Int64
    var key: Key
    var sequence: Int32 = 0
    var token: RequestToken?
    var deadline: Duration = .zero
    var acknowledged = 0
  }

  struct Watermark: Hashable {
    var broker: Int32
    var incarnation: KafkaUUID
    var key: Key
  }

  static let brokerCount: Int32 = 4
  let seed: UInt64
  let cluster: SimulatedCluster
  var random: SimulatedRandom
  var keys: [Key] = []
  var writes: [(token: RequestToken, key: Key, value: String)] = []
  var reads: [(token: RequestToken, key: Key)] = []
  var acknowledged: [Key: [Int64: String]] = [:]
  var seen: [Key: [Int64: String]] = [:]
  var watermarks: [Watermark: Int64] = [:]
  var producers: [Producer] = []
  var problems: [String] = []
  /// What was done to brokers, and what became of partitions.
  var trace: [String] = []
  private var count = 0
  private var known: [Key: PartitionRecord] = [:]

  init(seed: UInt64) {
    self.seed = seed
    random = SimulatedRandom(state: seed &* 7_919 &+ 1)
    cluster = SimulatedCluster(
      seed: seed, properties: ["replica.lag.time.max.ms": "4000", "default.replication.factor": "3"])
  }

  /// Runs the whole course; says what was wrong.
  func run(steps: Int = 150) -> [String] {
    for id in 1...Self.brokerCount { cluster.start(id) }
    cluster.advance(by: .seconds(2))
    create("one", minimum: "1")
    create("two", minimum: "2")
    cluster.advance(by: .seconds(2))
    for topic in ["one", "two"] {
      for partition in 0..<3 as Range<Int32> { keys.append(Key(topic: topic, partition: partition)) }
    }
    for (index, key) in keys.enumerated() { producers.append(Producer(id: Int64(index) + 100, key: key)) }
    for _ in 0..<steps where problems.isEmpty {
      act()
      collect()
      checkWatermarks()
    }
    finish()
    return problems
  }

  private func create(_ name: String, minimum: String) {
    var topic = CreateTopicsRequest.CreatableTopic()
    topic.name = name
    topic.numPartitions = 3
    topic.replicationFactor = 3
    var config = CreateTopicsRequest.CreatableTopicConfig()
    config.name = "min.insync.replicas"
    config.value = minimum
    topic.configs = [config]
    var request = CreateTopicsRequest()
    request.topics = [topic]
    _ = cluster.send(request, version: 7, to: 1)
  }

  // MARK: What happens

  private func act() {
    let dead = (1...Self.brokerCount).filter { cluster.node($0) == nil }
    switch random.below(100) {
    case 0..<34: write()
    case 34..<50: for index in producers.indices { produce(index) }
    case 50..<64: read()
    case 64..<69: if let id = pick(cluster.running), canLose(id) { note("kill \(id)") { cluster.kill(id) } }
    case 69..<76: if let id = pick(dead) { note("start \(id)") { cluster.start(id) } }
    case 76..<79: if let id = pick(cluster.running) { note("hang \(id)") { cluster.hang(id) } }
    case 79..<84:
      if let id = pick(cluster.running.filter { cluster.isHung($0) }) { note("resume \(id)") { cluster.resume(id) } }
    case 84..<87:
      if let id = pick(cluster.running), let other = pick(cluster.running), id != other {
        note("cut \(id) \(other)") { cluster.cut(id, other) }
      }
    case 87..<89:
      if let id = pick(cluster.running) { note("cut \(id) controller") { cluster.cutFromController(id) } }
    case 89..<93: note("heal") { cluster.heal() }
    case 93..<96: cluster.advance(by: .milliseconds(2_000 + random.below(12_000)))
    default: elect()
    }
    cluster.advance(by: .milliseconds(1 + random.below(random.below(4) == 0 ? 1_500 : 60)))
  }

  private func note(_ action: String, _ act: () -> Void) {
    trace.append("\(cluster.now.monotonic): \(action)")
    act()
  }

  private func tracePartitions() {
    for key in keys {
      guard let record = cluster.controller.image.partition(key.topic, key.partition), known[key] != record else {
        continue
      }
      known[key] = record
      trace.append(
        "\(cluster.now.monotonic): \(key.topic)-\(key.partition) led by \(record.leader) (\(record.leaderEpoch)), in sync "
          + "\(record.inSyncReplicas) of \(record.replicas)")
    }
  }

  private func pick(_ ids: [Int32]) -> Int32? { ids.isEmpty ? nil : ids[random.below(ids.count)] }

  /// Whether each partition keeps a process that is in sync, and that the controller knows. Where the controller knows of none,
  /// it may still turn to one that was in sync before.
  private func canLose(_ id: Int32) -> Bool {
    for topic in cluster.controller.image.topics.values {
      for partition in topic.partitions where partition.replicas.contains(id) {
        let keeps = partition.inSyncReplicas.contains { other in
          guard other != id, let process = cluster.brokers[other] else { return false }
          return cluster.controller.image.brokers[other]?.incarnation == process.incarnation
        }
        if !keeps { return false }
      }
    }
    return true
  }

  /// Who leads, as some broker believes.
  private func leader(of key: Key) -> Int32? {
    guard let id = pick(cluster.running), let node = cluster.node(id) else { return nil }
    let leader = node.image.partition(key.topic, key.partition)?.leader ?? -1
    return leader >= 0 ? leader : nil
  }

  private func write() {
    let key = keys[random.below(keys.count)]
    guard let leader = leader(of: key) else { return }
    count += 1
    let value = "v\(count)"
    let request = BrokerWorld.produce(
      BrokerWorld.batch([value]), topic: key.topic, partition: key.partition, timeout: Int32(500 + random.below(6_000)))
    if let token = cluster.send(request, version: 12, to: leader) { writes.append((token, key, value)) }
  }

  private func produce(_ index: Int) {
    let producer = producers[index]
    guard producer.token == nil || producer.deadline <= cluster.now.monotonic, let leader = leader(of: producer.key)
    else { return }
    let batch = BrokerWorld.batch(
      ["p\(producer.id)-\(producer.sequence)"], producer: producer.id, epoch: 0, sequence: producer.sequence)
    let request = BrokerWorld.produce(
      batch, topic: producer.key.topic, partition: producer.key.partition, timeout: 1_500)
    producers[index].token = cluster.send(request, version: 12, to: leader)
    producers[index].deadline = cluster.now.monotonic + .seconds(3)
  }

  private func read() {
    let key = keys[random.below(keys.count)]
    guard let leader = leader(of: key) else { return }
    let offset = Int64(random.below(max(1, (seen[key]?.count ?? 0) + 1)))
    var request = BrokerWorld.fetch(offset, topic: key.topic, partition: key.partition, wait: Int32(random.below(300)))
    request.topics[0].topicId = cluster.controller.image.topics[key.topic]?.id ?? .zero
    if let token = cluster.send(request, version: 17, to: leader) { reads.append((token, key)) }
  }

  private func elect() {
    guard let id = pick(cluster.running) else { return }
    var request = ElectLeadersRequest()
    request.topicPartitions = nil
    _ = cluster.send(request, version: 2, to: id)
  }

  // MARK: What is checked

  private func collect() {
    writes.removeAll { write in
      guard let answer = cluster.answer(to: write.token) as? ProduceResponse else { return false }
      if let part = answer.responses.first?.partitionResponses.first, part.errorCode == 0 {
        acknowledge(write.key, part.baseOffset, write.value)
      }
      return true
    }
    reads.removeAll { read in
      guard let answer = cluster.answer(to: read.token) as? FetchResponse else { return false }
      if let data = answer.responses.first?.partitions.first, data.errorCode == 0 { note(data, read.key) }
      return true
    }
    for index in producers.indices {
      guard let token = producers[index].token, let answer = cluster.answer(to: token) as? ProduceResponse else {
        continue
      }
      producers[index].token = nil
      guard let part = answer.responses.first?.partitionResponses.first else { continue }
      let value = "p\(producers[index].id)-\(producers[index].sequence)"
      if part.errorCode == 0 {
        acknowledge(producers[index].key, part.baseOffset, value)
        producers[index].sequence += 1
        producers[index].acknowledged += 1
      }
    }
  }

  private func acknowledge(_ key: Key, _ offset: Int64, _ value: String) {
    if let other = acknowledged[key]?[offset], other != value {
      problems.append("\(key) \(offset) was given to \(other) and to \(value)")
    }
    acknowledged[key, default: [:]][offset] = value
  }

  private func note(_ data: FetchResponse.PartitionData, _ key: Key) {
    for batch in (try? RecordBatches.all(in: data.records ?? [])) ?? [] {
      for record in (try? batch.records()) ?? [] {
        let value = String(decoding: record.value ?? [], as: UTF8.self)
        if let other = seen[key]?[record.offset], other != value {
          problems.append("\(key) \(record.offset) was read as \(other) and as \(value)")
        }
        seen[key, default: [:]][record.offset] = value
        if record.offset >= data.highWatermark {
          problems.append("\(key) \(record.offset) is not below the high watermark")
        }
      }
    }
  }

  private func checkWatermarks() {
    tracePartitions()
    for id in cluster.running {
      guard let broker = cluster.brokers[id] else { continue }
      for key in keys {
        guard let replica = broker.node.topics[key.topic]?.replica(key.partition) else { continue }
        let place = Watermark(broker: id, incarnation: broker.incarnation, key: key)
        if let before = watermarks[place], replica.highWatermark < before {
          problems.append("\(key) on \(id): the high watermark went from \(before) to \(replica.highWatermark)")
        }
        watermarks[place] = replica.highWatermark
        if replica.highWatermark > replica.log.endOffset {
          problems.append(
            "\(key) on \(id): the high watermark \(replica.highWatermark) is above \(replica.log.endOffset)")
        }
      }
    }
  }

  /// All comes back, and all that was acknowledged is there.
  private func finish() {
    cluster.heal()
    for id in 1...Self.brokerCount {
      cluster.resume(id)
      cluster.start(id)
    }
    cluster.advance(by: .seconds(45))
    collect()
    // A leader that was deposed may have found a batch out of order; the right one does not.
    let before = producers.map(\.acknowledged)
    for index in producers.indices { produce(index) }
    cluster.advance(by: .seconds(2))
    collect()
    for (producer, count) in zip(producers, before) where producer.acknowledged != count + 1 {
      problems.append("\(producer.key): producer \(producer.id) cannot go on with \(producer.sequence)")
    }
    checkWatermarks()
    for key in keys {
      let values = log(of: key)
      for (offset, value) in acknowledged[key] ?? [:] where offset >= values.count || values[Int(offset)] != value {
        problems.append("\(key) \(offset): \(value) was acknowledged and is lost")
      }
      for (offset, value) in seen[key] ?? [:] where offset >= values.count || values[Int(offset)] != value {
        problems.append("\(key) \(offset): \(value) was read and is lost")
      }
      if Set(values).count != values.count { problems.append("\(key) has a record twice") }
      let record = cluster.controller.image.partition(key.topic, key.partition)
      if record?.inSyncReplicas.count != 3 { problems.append("\(key): in sync are \(record?.inSyncReplicas ?? [])") }
    }
  }

  /// What a consumer reads of a partition from its leader.
  private func log(of key: Key) -> [String] {
    var values: [String] = []
    for _ in 0..<1_000 {
      let leader = cluster.controller.image.partition(key.topic, key.partition)?.leader ?? -1
      var request = BrokerWorld.fetch(Int64(values.count), topic: key.topic, partition: key.partition)
      request.topics[0].topicId = cluster.controller.image.topics[key.topic]?.id ?? .zero
      guard let token = cluster.send(request, version: 17, to: leader) else {
        problems.append("\(key) has no leader")
        return values
      }
      cluster.advance(by: .milliseconds(20))
      guard let data = (cluster.answer(to: token) as? FetchResponse)?.responses.first?.partitions.first,
        data.errorCode == 0
      else {
        problems.append("\(key) cannot be read at \(values.count) from \(leader)")
        return values
      }
      if data.records?.isEmpty ?? true { return values }
      for batch in (try? RecordBatches.all(in: data.records ?? [])) ?? [] {
        for record in (try? batch.records()) ?? [] {
          if record.offset != Int64(values.count) {
            problems.append("\(key) goes from \(values.count) to \(record.offset)")
          }
          values.append(String(decoding: record.value ?? [], as: UTF8.self))
        }
      }
    }
    return values
  }
}
