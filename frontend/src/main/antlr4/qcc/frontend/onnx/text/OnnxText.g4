// ONNX's textual syntax. The grammar knows the names of types because only they tell a tensor from a graph; which fields a header may have
// and which kinds attributes have is checked where their meaning is known, with better messages than a parser's.
//
//     <ir_version: 8, opset_import: ["" : 17]>
//     net (float[N, 4] x) => (float[N, 4] y) <float[4] w = {1, 2, 3, 4}> {
//       [first] h = Mul (x, w)
//       y = LeakyRelu <alpha = 0.1> (h)
//     }
//
// The characters are the bytes of a file: strings need not be text.
grammar OnnxText;

model
    : header? name graph function* EOF
    ;

// One function after another, as in a library of functions.
functions
    : function* EOF
    ;

header
    : LESS field (COMMA field)* GREATER
    ;

field
    : key=ID COLON (INTEGER | STRING | OPEN_LIST (pair (COMMA pair)*)? CLOSE_LIST)
    ;

pair
    : key=STRING COLON content=(STRING | INTEGER)
    ;

// Behind the name.
graph
    : (OPEN (initializedValue (COMMA initializedValue)*)? CLOSE)? ARROW OPEN (value (COMMA value)*)? CLOSE
      (LESS (initializedValue (COMMA initializedValue)*)? GREATER)? nodes
    ;

function
    : header? name (LESS formal (COMMA formal)* GREATER)?
      inputs=parameters ARROW outputs=parameters (LESS (value (COMMA value)*)? GREATER)? nodes
    ;

formal
    : attribute
    | name
    ;

parameters
    : OPEN (value (COMMA value)*)? CLOSE
    ;

value
    : type? name
    ;

initializedValue
    : value (EQUALS data)?
    ;

nodes
    : OPEN_BODY node* CLOSE_BODY
    ;

node
    : (OPEN_LIST label=name? CLOSE_LIST)? outputs=identifiers EQUALS operator=qualified (COLON overload=name)?
      before=attributes? OPEN inputs=identifiers CLOSE after=attributes?
    ;

// Nothing stands for what is left out; a comma at the end changes nothing.
identifiers
    : name? (COMMA name?)*
    ;

qualified
    : name (DOT name)*
    ;

attributes
    : LESS attribute (COMMA attribute)* GREATER
    ;

attribute
    : name (COLON kind=name)? EQUALS (item | list)
    ;

list
    : OPEN_LIST (item (COMMA item)*)? CLOSE_LIST
    ;

item
    : AT name
    | INTEGER
    | FLOAT
    | SPECIAL
    | ID
    | STRING
    | type
    | tensor
    | nested=(ID | STRING) graph
    ;

tensor
    : type name? EQUALS? data
    ;

data
    : DATA
    | OPEN_BODY (element (COMMA element)*)? CLOSE_BODY
    | OPEN_LIST pair (COMMA pair)* CLOSE_LIST
    ;

// Data without an error are one token; the parser comes here to find the error.
element
    : INTEGER
    | FLOAT
    | SPECIAL
    | STRING
    ;

type
    : PRIMITIVE dimensions?
    | kind=(SEQUENCE | OPTIONAL) OPEN type CLOSE
    | kind=MAP OPEN PRIMITIVE COMMA type CLOSE
    | kind=SPARSE OPEN PRIMITIVE dimensions? CLOSE
    | kind=OPAQUE OPEN (qualified (COMMA name)?)? CLOSE
    ;

dimensions
    : OPEN_LIST (dimension (COMMA dimension)*)? CLOSE_LIST
    ;

dimension
    : UNKNOWN_DIMENSION
    | INTEGER
    | name
    ;

name
    : ID
    | STRING
    | PRIMITIVE
    | SEQUENCE
    | OPTIONAL
    | MAP
    | SPARSE
    | OPAQUE
    ;

PRIMITIVE
    : 'float' | 'double' | 'float16' | 'bfloat16' | 'bool' | 'string' | 'complex64' | 'complex128'
    | 'int8' | 'int16' | 'int32' | 'int64' | 'uint8' | 'uint16' | 'uint32' | 'uint64' | 'int2' | 'uint2' | 'int4' | 'uint4'
    | 'float8e4m3fn' | 'float8e4m3fnuz' | 'float8e5m2' | 'float8e5m2fnuz' | 'float8e8m0'
    | 'float4e2m1' | 'float6e2m3' | 'float6e3m2'
    ;
SEQUENCE: 'seq';
OPTIONAL: 'optional';
MAP: 'map';
SPARSE: 'sparse_tensor';
OPAQUE: 'opaque';

// Large tensors are one token: no tree of a million numbers.
DATA: '{' GAP* ELEMENT GAP* (',' GAP* ELEMENT GAP*)* '}';
fragment ELEMENT: INTEGER | FLOAT | '-'? NOT_FINITE | STRING;
fragment NOT_FINITE: [iI] [nN] [fF] ([iI] [nN] [iI] [tT] [yY])? | [nN] [aA] [nN];
fragment GAP: [ \t\r\n\u000b\f] | '#' ~[\r\n]*;

INTEGER: '-'? [0-9]+;
FLOAT: '-'? [0-9]+ ('.' [0-9]* EXPONENT? | EXPONENT);
fragment EXPONENT: [eE] [+-]? [0-9]+;
SPECIAL: '-' NOT_FINITE;
ID: [a-zA-Z_] [a-zA-Z0-9_]*;
STRING: '"' (~["\\] | '\\' .)* '"';

LESS: '<';
GREATER: '>';
OPEN: '(';
CLOSE: ')';
OPEN_LIST: '[';
CLOSE_LIST: ']';
OPEN_BODY: '{';
CLOSE_BODY: '}';
COMMA: ',';
COLON: ':';
DOT: '.';
EQUALS: '=';
ARROW: '=>';
AT: '@';
UNKNOWN_DIMENSION: '?';

BLANK: [ \t\r\n\u000b\f]+ -> skip;
COMMENT: '#' ~[\r\n]* -> skip;
