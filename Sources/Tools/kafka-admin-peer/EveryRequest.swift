import KafkaAdmin
import KafkaProtocol
import Transport

/// Sends a request of each API in each version that both sides know, and wants a well-formed answer to each.
struct EveryRequest {
  let client: KafkaClient
  let target: ConnectTarget
  let configuration: KafkaConnectionConfiguration
  let loop: EventLoop
  let resolver: NameResolver
  /// APIs that are not sent: those that begin a SASL exchange on a connection that had one.
  let left: Set<ApiKey>

  /// Prints what failed; gives how many requests were answered, of how many APIs, and how many failed.
  func run(topic: String, id: KafkaUUID) async throws -> (requests: Int, apis: Int, failed: Int) {
    let requests = HarmlessRequests(topic: topic, topicID: id)
    var connection = KafkaConnection(to: target, configuration, on: loop, resolver: resolver)
    let versions = try await connection.ready()
    var answered = 0
    var apis = 0
    var failed = 0
    for api in versions.versions.keys.sorted() where !left.contains(api) {
      guard let common = versions.common(api) else { continue }
      apis += 1
      for version in common {
        guard let request = requests.request(api, version) else {
          print("FAILED \(api) \(version): there is no request for it")
          failed += 1
          continue
        }
        do throws(KafkaAdminError) {
          try await send(request, version, on: connection)
          answered += 1
        } catch {
          print("FAILED \(api) \(version): \(error)")
          failed += 1
          // What an answer broke is no other request's fault.
          connection.close()
          connection = KafkaConnection(to: target, configuration, on: loop, resolver: resolver)
        }
      }
    }
    connection.close()
    return (answered, apis, failed)
  }

  private func send<Request: KafkaRequest>(
    _ request: Request, _ version: Int16, on connection: KafkaConnection
  ) async throws(KafkaAdminError) {
    let response = try await connection.send(request, versions: version...version, deadline: .seconds(60))
    // Read and written again it is the same: nothing of it was passed over.
    do throws(CodecError) {
      let bytes = try response.encoded(version: version)
      guard try Request.Response.decode(bytes[...], version: version) == response else {
        throw CodecError(.malformed, "the answer is another one when it is written and read again")
      }
    } catch {
      // NaN is not equal to itself; no harmless request is answered with one.
      throw KafkaAdminError(
        .protocolError, "the answer does not survive", object: Request.name, cause: error.description)
    }
  }
}
