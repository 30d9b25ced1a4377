// Measures how fast messages are read and written: `kafka-protocol-benchmark write|read MESSAGE ITERATIONS` prints the
// message's size in bytes and the nanoseconds of all iterations; Benchmarks/kafka-protocol/run holds them against Kafka's.
// `bytes MESSAGE` prints the message itself in hexadecimal digits, so that both read the same.
import Glibc
import KafkaProtocol

/// The messages that are measured: what a consumer of many partitions gets, what one of large batches gets, and what
/// every client gets first from a cluster of 10,000 partitions.
enum Workload: String, CaseIterable {
  case fetchSmall = "fetch-100x10KB"
  case fetchLarge = "fetch-10x1MB"
  case metadata = "metadata-10000"
}

func fetch(partitions: Int, bytes: Int) -> FetchResponse {
  var topic = FetchResponse.FetchableTopicResponse()
  topic.topicId = KafkaUUID(high: 1, low: 2)
  for index in 0..<partitions {
    var partition = FetchResponse.PartitionData()
    partition.partitionIndex = Int32(index)
    partition.highWatermark = 1_000_000
    partition.lastStableOffset = 1_000_000
    partition.logStartOffset = 0
    partition.records = [UInt8](repeating: UInt8(index & 0x7F), count: bytes)[...]
    topic.partitions.append(partition)
  }
  var response = FetchResponse()
  response.sessionId = 77
  response.responses = [topic]
  return response
}

func metadata(topics: Int, partitions: Int) -> MetadataResponse {
  var response = MetadataResponse()
  response.clusterId = "a-cluster-of-thirty-br"
  response.controllerId = 1
  for id in 0..<30 {
    var broker = MetadataResponse.Broker()
    broker.nodeId = Int32(id)
    broker.host = "kafka-\(id).kafka-headless.kafka.svc.cluster.local"
    broker.port = 29092
    broker.rack = "zone-\(id % 3)"
    response.brokers.append(broker)
  }
  for number in 0..<topics {
    var topic = MetadataResponse.Topic()
    topic.name = "topic-with-a-usual-name-\(number)"
    topic.topicId = KafkaUUID(high: 7, low: UInt64(number + 1))
    for index in 0..<partitions {
      var partition = MetadataResponse.Partition()
      partition.partitionIndex = Int32(index)
      partition.leaderId = Int32((number + index) % 30)
      partition.leaderEpoch = 5
      partition.replicaNodes = Int32List([0, 1, 2].map { Int32((number + index + $0) % 30) })
      partition.isrNodes = partition.replicaNodes
      topic.partitions.append(partition)
    }
    response.topics.append(topic)
  }
  return response
}

func nanoseconds() -> UInt64 {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// Does it so often, and prints the size and the time.
func measure<Message: KafkaMessage>(_ message: Message, version: Int16, _ operation: String, _ count: Int) throws {
  let bytes = try message.encoded(version: version)
  var sum = 0
  let began = nanoseconds()
  switch operation {
  case "bytes":
    for byte in bytes {
      let digits = String(byte, radix: 16)
      print(digits.utf8.count == 1 ? "0" + digits : digits, terminator: "")
    }
    return print()
  case "write": for _ in 0..<count { sum &+= try message.encoded(version: version).count }
  case "read":
    for _ in 0..<count {
      let read = try Message.decode(bytes[...], version: version)
      withExtendedLifetime(read) { sum &+= 1 }
    }
  default: throw Usage()
  }
  let ended = nanoseconds()
  guard sum > 0 || count == 0 else { throw Usage() }
  print(bytes.count, ended - began)
}

struct Usage: Error {}

func run(_ arguments: [String]) throws {
  guard arguments.count >= 3, let workload = Workload(rawValue: arguments[2]) else { throw Usage() }
  let count = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 0
  switch workload {
  case .fetchSmall: try measure(fetch(partitions: 100, bytes: 10_000), version: 16, arguments[1], count)
  case .fetchLarge: try measure(fetch(partitions: 10, bytes: 1_000_000), version: 16, arguments[1], count)
  case .metadata: try measure(metadata(topics: 100, partitions: 100), version: 12, arguments[1], count)
  }
}

do { try run(CommandLine.arguments) } catch {
  let names = Workload.allCases.map(\.rawValue).joined(separator: "|")
  print("kafka-protocol-benchmark write|read|bytes \(names) [ITERATIONS]")
  exit(2)
}
