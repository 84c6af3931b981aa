package io.dtvn.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Hex;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** RFC 6962 trees and paths; the vectors are those of the Certificate Transparency project. */
final class MerkleTreeTest {

  private static final List<Digest> LEAF_HASHES =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(hex -> new Sha256().update(0).update(Hex.decode(hex)).digest())
          .toList();

  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void the_roots_of_one_to_eight_leaves_are_those_of_the_vectors() {
    for (int size = 1; size <= ROOTS.size(); size++) {
      assertThat(MerkleTree.rootOfHashes(LEAF_HASHES.subList(0, size)).hex())
          .isEqualTo(ROOTS.get(size - 1));
    }
  }

  @Test
  void the_root_of_no_leaves_is_the_hash_of_nothing() {
    assertThat(MerkleTree.rootOfHashes(List.of()).hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void leaves_are_hashed_with_their_prefix() {
    Digest leaf = Digest.of(new byte[] {7});
    assertThat(MerkleTree.root(List.of(leaf)))
        .isEqualTo(new Sha256().update(0).update(leaf).digest());
  }

  @Test
  void paths_are_those_of_the_vectors() {
    assertThat(path(0, 1)).isEmpty();
    assertThat(path(0, 8))
        .containsExactly(
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
    assertThat(path(5, 8))
        .containsExactly(
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    assertThat(path(2, 3))
        .containsExactly("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assertThat(path(1, 5))
        .containsExactly(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
  }

  @Test
  void every_path_leads_to_the_root_and_from_no_other_place() {
    List<Digest> leaves = numbered(40);
    for (int size = 1; size <= leaves.size(); size++) {
      List<Digest> tree = leaves.subList(0, size);
      Digest root = MerkleTree.rootOfHashes(tree);
      for (int i = 0; i < size; i++) {
        List<Digest> path = MerkleTree.path(tree, i);
        assertThat(MerkleTree.rootFrom(tree.get(i), i, size, path)).isEqualTo(root);
        for (int other = 0; other < size; other++) {
          boolean leads = leadsTo(root, new Place(tree.get(i), other, size), path);
          assertThat(leads).isEqualTo(other == i);
        }
      }
    }
  }

  @Test
  void a_path_that_is_too_long_too_short_or_from_outside_is_refused() {
    List<Digest> tree = numbered(5);
    List<Digest> path = MerkleTree.path(tree, 2);
    List<Digest> longer = new ArrayList<>(path);
    longer.add(tree.getFirst());
    assertThatThrownBy(() -> MerkleTree.rootFrom(tree.get(2), 2, 5, longer))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(
            () -> MerkleTree.rootFrom(tree.get(2), 2, 5, path.subList(0, path.size() - 1)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> MerkleTree.rootFrom(tree.get(2), 5, 5, path))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> MerkleTree.rootFrom(tree.get(2), -1, 5, path))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> MerkleTree.path(tree, 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private record Place(Digest leaf, int index, int size) {}

  private static boolean leadsTo(Digest root, Place place, List<Digest> path) {
    try {
      return MerkleTree.rootFrom(place.leaf, place.index, place.size, path).equals(root);
    } catch (MalformedException e) {
      return false;
    }
  }

  private static List<String> path(int index, int size) {
    return MerkleTree.path(LEAF_HASHES.subList(0, size), index).stream().map(Digest::hex).toList();
  }

  private static List<Digest> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> Digest.of(new byte[] {(byte) i})).toList();
  }
}
