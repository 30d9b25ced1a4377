import Testing

@testable import BrokerAgent

@Suite struct PodVolumeTests {
  private static let uid = "0d4a7b8e-5f1c-4c3e-9a51-3f0e6c2b1a77"
  /// A node's mounts as the agent's container shows them.
  private static let table = """
    600 500 0:250 / / rw - overlay overlay rw
    601 600 8:1 /var/lib/kubelet/pods /host/pods ro,relatime master:1 - ext4 /dev/sda1 rw
    602 601 259:3 / /host/pods/\(uid)/volumes/kubernetes.io~csi/pvc-7/mount rw,relatime master:20 - ext4 /dev/nvme1n1 rw
    603 601 259:3 / /host/pods/other/volumes/kubernetes.io~csi/pvc-7/mount rw,relatime master:20 - ext4 /dev/nvme1n1 rw
    604 601 8:33 /disks/one /host/pods/\(uid)/volumes/kubernetes.io~local-volume/local-1 rw master:3 - xfs /dev/sdc1 rw
    605 601 0:77 / /host/pods/\(uid)/volumes/kubernetes.io~empty-dir/shm rw master:9 - tmpfs tmpfs rw

    """

  private func find(_ text: String) throws -> (paths: PodPaths, missing: [PodVolume]) {
    let scratch = ScratchFolder()
    scratch.file("mountinfo", Self.table)
    let finder = PodVolumeFinder(podsFolder: "/host/pods", mountTable: "\(scratch.path)/mountinfo")
    return finder.find(try PodVolume.list(text), of: Self.uid)
  }

  @Test func volumesAreFoundByNameAndByDevice() throws {
    let found = try find(
      "/kafka-logs=259:3:/,/kafka-logs-2=8:33:/disks/one,/shm=0:77:/,/config=kubernetes.io~configmap/broker-config,"
        + "/data=kubernetes.io~csi/pvc-9/mount")
    let folder = "/host/pods/\(Self.uid)/volumes"
    #expect(found.missing.isEmpty)
    #expect(found.paths.place(of: "/kafka-logs/kafka") == "\(folder)/kubernetes.io~csi/pvc-7/mount/kafka")
    #expect(found.paths.place(of: "/kafka-logs-2/kafka") == "\(folder)/kubernetes.io~local-volume/local-1/kafka")
    #expect(found.paths.place(of: "/shm/x") == "\(folder)/kubernetes.io~empty-dir/shm/x")
    #expect(found.paths.place(of: "/config/x") == "\(folder)/kubernetes.io~configmap/broker-config/x")
    #expect(found.paths.place(of: "/data/x") == "\(folder)/kubernetes.io~csi/pvc-9/mount/x")
  }

  @Test func whatIsMountedElsewhereIsNotTheVolume() throws {
    let found = try find("/one=259:3:/sub,/two=8:33:/disks/two,/three=8:1:/opt/local-path/x,/four=259:4:/")
    #expect(found.missing.map(\.mountPath) == ["/one", "/two", "/three", "/four"])
    #expect(found.paths.place(of: "/one/kafka") == nil)
  }

  @Test(arguments: [
    "/kafka-logs", "/kafka-logs=", "=259:3:/", "kafka-logs=259:3:/", "/a/../b=259:3:/", "/a=259:3", "/a=x:3:/",
    "/a=1:2:x",
    "/a=/etc", "/a=kubernetes.io~csi", "/a=kubernetes.io~csi/../..", "/a=kubernetes.io~csi/p/mount/deeper",
    "/a=../x/mount",
    "/a=kubernetes.io~csi/p/other", "/a=kubernetes.io~csi//mount",
  ])
  func whatIsNoVolumeIsNamed(_ text: String) {
    let error = #expect(throws: AgentError.self) { try PodVolume.list("/good=1:2:/,\(text)") }
    #expect(error?.object == "VOLUMES" && error?.message.contains("'\(text)'") == true)
  }

  @Test func whatIsWrittenIsRead() throws {
    let text = "/kafka-logs=259:3:/,/config=kubernetes.io~configmap/broker-config,/data=8:1:/a b"
    #expect(try PodVolume.list(text).map(\.description).joined(separator: ",") == text)
  }
}
