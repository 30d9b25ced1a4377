import KafkaProtocol

/// What a producer sends is checked as Kafka's LogValidator does.
extension BrokerNode {
  /// The batch that is appended: one of magic 2 whose checksum is right and whose numbers agree.
  ///
  /// Compressed records are not looked into: their timestamps are what the producer's header says, and a compacted topic takes
  /// those without keys.
  func check(
    _ records: ArraySlice<UInt8>, _ replica: PartitionReplica, _ settings: TopicSettings, _ version: Int16
  ) -> Result<RecordBatch, AppendRefusal> {
    var batch: RecordBatch
    do throws(CodecError) { batch = try RecordBatch(prefixOf: records) } catch {
      guard error.code == .unsupportedVersion else { return .failure(AppendRefusal(.corruptMessage)) }
      return .failure(AppendRefusal(.unsupportedForMessageFormat, "Only record batches of magic 2 are taken."))
    }
    guard batch.size == records.count else {
      return .failure(AppendRefusal(.invalidRecord, "There must be one record batch for a partition."))
    }
    guard batch.size <= settings.maximumBatchSize else { return .failure(AppendRefusal(.messageTooLarge)) }
    let summary: RecordSummary?
    do throws(CodecError) { summary = try batch.validate() } catch {
      guard error.code != .checksum else { return .failure(AppendRefusal(.corruptMessage)) }
      guard batch.compression != nil else { return .failure(AppendRefusal(.unsupportedCompressionType)) }
      // What nobody can read must not be acknowledged.
      return .failure(AppendRefusal(.invalidRecord, "The records cannot be read: \(error.message)."))
    }
    if let refusal = refusal(of: batch, version) ?? refusal(of: batch, summary, settings) { return .failure(refusal) }
    guard replica.log.endOffset <= Int64.max - Int64(Int32.max) - 1 else {
      return .failure(AppendRefusal(.kafkaStorageError))
    }
    if memoryUsed > configuration.memoryLimit * 2 {
      return .failure(
        AppendRefusal(.kafkaStorageError, "The broker's memory is full of records that are not replicated."))
    }
    if let summary, summary.maxTimestamp != batch.maxTimestamp { batch.correct(maxTimestamp: summary.maxTimestamp) }
    return .success(batch)
  }

  private func refusal(of batch: RecordBatch, _ version: Int16) -> AppendRefusal? {
    guard !batch.isControl else { return AppendRefusal(.invalidRecord, "Clients write no control batches.") }
    guard !batch.isTransactional else { return AppendRefusal(.invalidTxnState, "This broker has no transactions.") }
    guard batch.compression != .zstd || version >= 7 else { return AppendRefusal(.unsupportedCompressionType) }
    guard !batch.hasProducerID || batch.producerEpoch >= 0 && batch.baseSequence >= 0 else {
      return AppendRefusal(.invalidRecord, "A producer identifier needs an epoch and a sequence number.")
    }
    return nil
  }

  private func refusal(of batch: RecordBatch, _ summary: RecordSummary?, _ settings: TopicSettings) -> AppendRefusal? {
    if settings.compacts, summary?.lacksKey == true {
      return AppendRefusal(.invalidRecord, "A compacted topic takes no records without a key.")
    }
    guard batch.timestampType == .createTime else {
      return AppendRefusal(.invalidTimestamp, "Only the leader gives the time of the append.")
    }
    guard !settings.usesLogAppendTime else { return nil }
    let largest = summary?.maxTimestamp ?? batch.maxTimestamp
    let smallest = summary?.minTimestamp ?? largest
    return isTimely(smallest, settings) && isTimely(largest, settings) ? nil : AppendRefusal(.invalidTimestamp)
  }

  private func isTimely(_ timestamp: Int64, _ settings: TopicSettings) -> Bool {
    // The record has no time.
    if timestamp == -1 { return true }
    let (lead, overflow) = timestamp.subtractingReportingOverflow(now.wall)
    if overflow { return timestamp < 0 && settings.maximumTimestampAge == .max }
    if lead > 0 { return lead <= settings.maximumTimestampLead }
    return settings.maximumTimestampAge == .max || lead.magnitude <= UInt64(max(0, settings.maximumTimestampAge))
  }
}

/// Why records are not taken.
struct AppendRefusal: Error {
  var code: ErrorCode
  var message: String?

  init(_ code: ErrorCode, _ message: String? = nil) {
    self.code = code
    self.message = message
  }
}
