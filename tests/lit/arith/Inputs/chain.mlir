module {
  func.func @f0(%v0: i32) -> i32 {
    %c0 = arith.constant 0 : i32
    %v1 = arith.muli %v0, %v0 : i32
    %v2 = arith.muli %v0, %v0 : i32
    %v3 = arith.addi %v2, %v1 : i32
    %v4 = arith.addi %v3, %c0 : i32
    %v5 = arith.xori %v4, %v0 : i32
    %v6 = arith.xori %v4, %v0 : i32
    %v7 = arith.addi %v6, %v5 : i32
    %v8 = arith.addi %v7, %c0 : i32
    %v9 = arith.addi %v8, %v2 : i32
    %v10 = arith.addi %v8, %v2 : i32
    %v11 = arith.addi %v10, %v9 : i32
    %v12 = arith.addi %v11, %c0 : i32
    %v13 = arith.muli %v12, %v6 : i32
    %v14 = arith.muli %v12, %v6 : i32
    %v15 = arith.addi %v14, %v13 : i32
    %v16 = arith.addi %v15, %c0 : i32
    %v17 = arith.xori %v16, %v10 : i32
    %v18 = arith.xori %v16, %v10 : i32
    %v19 = arith.addi %v18, %v17 : i32
    %v20 = arith.addi %v19, %c0 : i32
    %v21 = arith.addi %v20, %v14 : i32
    %v22 = arith.addi %v20, %v14 : i32
    %v23 = arith.addi %v22, %v21 : i32
    %v24 = arith.addi %v23, %c0 : i32
    %v25 = arith.muli %v24, %v18 : i32
    %v26 = arith.muli %v24, %v18 : i32
    %v27 = arith.addi %v26, %v25 : i32
    %v28 = arith.addi %v27, %c0 : i32
    %v29 = arith.xori %v28, %v22 : i32
    %v30 = arith.xori %v28, %v22 : i32
    %v31 = arith.addi %v30, %v29 : i32
    %v32 = arith.addi %v31, %c0 : i32
    %v33 = arith.addi %v32, %v26 : i32
    %v34 = arith.addi %v32, %v26 : i32
    %v35 = arith.addi %v34, %v33 : i32
    %v36 = arith.addi %v35, %c0 : i32
    %v37 = arith.muli %v36, %v30 : i32
    %v38 = arith.muli %v36, %v30 : i32
    %v39 = arith.addi %v38, %v37 : i32
    %v40 = arith.addi %v39, %c0 : i32
    func.return %v40 : i32
  }
}
