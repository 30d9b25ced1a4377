import KafkaProtocol

/// A replica that was in sync, in the process that it was in.
struct FormerReplica: Hashable {
  var broker: Int32
  var incarnation: KafkaUUID
}

// Logs are in memory: a broker that starts again holds nothing. Where it was the only one in sync, a replica that was in sync before
// and still lives has more: all that was acknowledged while it was.
extension ClusterController {
  /// Keeps in mind that a broker's replica was in sync until now.
  func remember(_ broker: Int32, _ topic: KafkaUUID, _ partition: Int) {
    guard let incarnation = image.brokers[broker]?.incarnation else { return }
    formerlyInSync[topic, default: [:]][partition, default: []].removeAll { $0.broker == broker }
    formerlyInSync[topic, default: [:]][partition, default: []].append(
      FormerReplica(broker: broker, incarnation: incarnation))
    if formerlyInSync.count > image.topics.count {
      formerlyInSync = formerlyInSync.filter { image.topicNames[$0.key] != nil }
    }
  }

  /// A broker's process was replaced by one that holds nothing: where it alone was in sync, the last that was so with it takes its
  /// place, unless that process is gone, too. It leads when it is heard of.
  func handOver(from broker: Int32) {
    for (name, topic) in image.topics {
      for (number, partition) in topic.partitions.enumerated() where partition.inSyncReplicas == [broker] {
        let former = formerlyInSync[topic.id]?[number]?.last { former in
          former.broker != broker && partition.replicas.contains(former.broker) && !departed.contains(former.broker)
            && image.brokers[former.broker]?.incarnation == former.incarnation
        }
        guard let former else { continue }
        update(name, number) { partition in
          partition.inSyncReplicas = [former.broker]
          partition.leader = -1
          elect(&partition, isUncleanAllowed: false)
        }
      }
    }
  }
}
