public import KafkaModel
import KafkaProtocol
import Synchronization
public import Telemetry
public import Transport

/// The controllers of the sandbox's clusters: one process decides for all of them, over connections that nodes make to it.
///
/// A cluster's controller is made when the first node of it connects. States: serving from `init` on, stopped for good. It is for
/// any thread; what it decides, it decides on a loop of its own. It must never answer a call before those whom the change
/// concerns were sent it.
public final class ControllerServer: Sendable {
  /// Where nodes connect to, with the port that the system chose where 0 was asked for.
  public let address: NetworkAddress
  private let loops: EventLoopGroup
  private let listener: Listener
  private let core: ControllerCore
  private let published: PublishedImages

  /// Listens.
  ///
  /// - Parameters:
  ///   - token: What every node must show; whoever knows it can change every cluster.
  /// - Throws: Where the address cannot be listened on.
  public init(address: NetworkAddress, token: String, log: Logger) throws(TransportError) {
    let loops = try EventLoopGroup(count: 1)
    let published = PublishedImages()
    let core = ControllerCore(token: token, loop: loops.loops[0], published: published, log: log)
    do throws(TransportError) {
      var configuration = ListenerConfiguration()
      configuration.limits.maximumQueuedBytes = ControllerMessage.maximumSize
      configuration.maximumConnectionsPerPeer = configuration.maximumConnections
      listener = try Listener(address, on: loops, configuration: configuration) { core.accept($0) }
    } catch {
      loops.shutdown()
      throw error
    }
    self.loops = loops
    self.core = core
    self.address = listener.address
    self.published = published
  }

  /// What is known of each cluster now, by its identifier.
  public var clusters: [String: ClusterImage] { published.all }

  /// Ends all connections. Not for the loop of this server.
  public func stop() {
    listener.close()
    loops.shutdown()
  }
}

/// The images that other threads may look at.
final class PublishedImages: Sendable {
  private let images = Mutex<[String: ClusterImage]>([:])

  var all: [String: ClusterImage] { images.withLock { $0 } }

  func set(_ image: ClusterImage, of cluster: String) { images.withLock { $0[cluster] = image } }
}
