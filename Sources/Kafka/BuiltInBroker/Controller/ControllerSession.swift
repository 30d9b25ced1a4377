import KafkaModel
import KafkaProtocol
import Transport

/// A node's connection on the controller's side.
///
/// States: waits for the first words, attached to a cluster, over. Who says nothing for ten seconds at first is not waited for.
final class ControllerSession: ConnectionHandler {
  let connection: Connection
  private unowned let core: ControllerCore
  private var reader = FrameReader(maximumSize: ControllerMessage.maximumSize)
  private var helloTimer: TimerID?
  /// Who it is, once it has said so.
  private(set) var hello: ControllerHello?
  /// What it has been told of the cluster.
  var sent: ClusterImage?
  /// The epoch of its registration as a broker.
  var brokerEpoch: Int64?

  init(_ connection: Connection, core: ControllerCore) {
    self.connection = connection
    self.core = core
    helloTimer = connection.loop.schedule(at: connection.loop.now + .seconds(10)) { [weak self] in
      guard let self, hello == nil else { return }
      self.core.complain("it did not say who it is", self.connection.peer)
      self.connection.abort()
    }
  }

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    do throws(CodecError) {
      for frame in try reader.frames(in: bytes) {
        switch (try ControllerMessage(frame), hello) {
        case (.hello(let hello), nil):
          guard core.admits(hello) else {
            send(.refused("the token is not the sandbox's: look at KOPERATOR_SANDBOX_TOKEN"))
            return connection.close()
          }
          self.hello = hello
          core.attached(self, hello)
        case (.call(let number, let context, let api, let version, let body), .some(let hello)):
          let request = try KafkaAPI.decodeRequest(api, version: version, body)
          try core.call(request, api, version: version, context, number: number, of: self, hello)
        default: throw CodecError(.malformed, "the message is not due", object: "node")
        }
      }
    } catch {
      core.complain(error.description, connection.peer)
      connection.abort()
    }
  }

  func send(_ message: ControllerMessage) {
    guard let frame = try? message.frame() else { return connection.abort() }
    connection.write([frame[...]])
  }

  func inputClosed(_ connection: Connection) { connection.close() }

  func drained(_ connection: Connection) {}

  func closed(_ connection: Connection, error: TransportError?) {
    if let helloTimer { connection.loop.cancel(helloTimer) }
    helloTimer = nil
    core.ended(self)
  }
}
