"a.m"() ({
  "a.z"() <{p = dense_resource<k3> : tensor<4xi8>}> ({
     "a.in"() {v = dense_resource<k2> : tensor<4xi8>, m = affine_map<(i, j)[n] -> (1 + i, 2 * j, n floordiv 3, j - i)>} : () -> ()
  }) {w = dense_resource<k1> : tensor<4xi8>, x = [1, 2.0, 3 : i32], y = dense_resource<undef> : tensor<4xi8>} : () -> ()
  "a.p"() <{m = affine_map<(d0, d1) -> (d0)>}> : () -> ()
  "a.t"() {m = affine_map<(d0, d1) -> (d0)>, t = memref<4x4xf32, affine_map<(d0, d1) -> (d1, d0)>>, d = {a = 1, b = [unit]}, mm = memref<4xf32, affine_map<(d0) -> (d0)>, 0>} : () -> ()
}) : () -> ()
{-#
  dialect_resources: {
    builtin: {
      k1: "0x0400000001020304",
      k2: "0x0400000001020304",
      unused: "0x0400000001020304",
      k3: "0x0400000001020304"
    }
  }
#-}
