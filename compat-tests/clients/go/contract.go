package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
)

// The contract of clients/README.md for programs in Go.

// request holds every argument that any op has.
type request struct {
	Op         string            `json:"op"`
	Topic      string            `json:"topic"`
	Partition  int32             `json:"partition"`
	Codec      string            `json:"codec"`
	Records    []record          `json:"records"`
	Offset     int64             `json:"offset"`
	Count      int               `json:"count"`
	Ms         int64             `json:"ms"`
	Timestamp  int64             `json:"timestamp"`
	Group      string            `json:"group"`
	Partitions int32             `json:"partitions"`
	Configs    map[string]string `json:"configs"`
	Name       string            `json:"name"`
	Value      string            `json:"value"`
	Total      int32             `json:"total"`
	Before     int64             `json:"before"`
	Assignor   string            `json:"assignor"`
	Instance   string            `json:"instance"`
}

// record is one of the contract's; bytes are base64 by themselves, and nil is null.
type record struct {
	Partition int32    `json:"partition"`
	Offset    int64    `json:"offset"`
	Key       []byte   `json:"key"`
	Value     []byte   `json:"value"`
	Headers   [][2]any `json:"headers"`
	Timestamp *int64   `json:"timestamp"`
}

type answer map[string]any

// absent says that the library has no such thing.
type absent string

func (why absent) Error() string { return string(why) }

func bootstrap() string {
	return os.Getenv("BOOTSTRAP")
}

func sessionTimeoutMs() int {
	ms, err := strconv.Atoi(os.Getenv("SESSION_TIMEOUT_MS"))
	if err != nil {
		return 6000
	}
	return ms
}

// serve answers until the input ends.
func serve(ops map[string]func(request) (answer, error)) {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var asked request
		var said answer
		err := json.Unmarshal(in.Bytes(), &asked)
		if err == nil {
			said, err = call(ops, asked)
		}
		if why, is := err.(absent); is {
			said = answer{"absent": string(why)}
		} else if err != nil {
			said = answer{"error": fmt.Sprintf("%T: %v", err, err)}
		} else if said == nil {
			said = answer{}
		}
		if err := out.Encode(said); err != nil {
			return
		}
	}
}

func call(ops map[string]func(request) (answer, error), asked request) (answer, error) {
	op, known := ops[asked.Op]
	if !known {
		return nil, absent("no such call in the library")
	}
	return op(asked)
}
