package main

import (
	"context"
	"sync"
	"time"

	"github.com/Shopify/sarama"
)

// member is a member of a group that keeps what it reads until it is polled.
type member struct {
	group   sarama.ConsumerGroup
	cancel  context.CancelFunc
	ended   chan struct{}
	lock    sync.Mutex // the library reads each partition on a goroutine of its own
	session sarama.ConsumerGroupSession
	read    []*sarama.ConsumerMessage
	failure error
}

var strategies = map[string]sarama.BalanceStrategy{
	"range":      sarama.BalanceStrategyRange,
	"roundrobin": sarama.BalanceStrategyRoundRobin,
}

func (m *member) join(asked request) (answer, error) {
	if asked.Instance != "" {
		return nil, absent("no static members before sarama 1.31")
	}
	with := config()
	if asked.Assignor != "" {
		if with.Consumer.Group.Rebalance.Strategy = strategies[asked.Assignor]; strategies[asked.Assignor] == nil {
			return nil, absent("no assignor of that name")
		}
	}
	group, err := sarama.NewConsumerGroup([]string{bootstrap()}, asked.Group, with)
	if err != nil {
		return nil, err
	}
	running, cancel := context.WithCancel(context.Background())
	m.group, m.cancel, m.ended, m.failure = group, cancel, make(chan struct{}), nil
	go func() {
		defer close(m.ended)
		for running.Err() == nil {
			if err := group.Consume(running, []string{asked.Topic}, m); err != nil {
				m.lock.Lock()
				m.failure = err
				m.lock.Unlock()
				return
			}
		}
	}()
	return nil, nil
}

func (m *member) Setup(session sarama.ConsumerGroupSession) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.session = session
	return nil
}

func (m *member) Cleanup(sarama.ConsumerGroupSession) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.session = nil
	return nil
}

func (m *member) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for message := range claim.Messages() {
		m.lock.Lock()
		m.read = append(m.read, message)
		m.lock.Unlock()
		session.MarkMessage(message, "")
	}
	return nil
}

func (m *member) poll(asked request) (answer, error) {
	time.Sleep(time.Duration(asked.Ms) * time.Millisecond)
	m.lock.Lock()
	defer m.lock.Unlock()
	records := []record{}
	for _, each := range m.read {
		records = append(records, read(each))
	}
	m.read = nil
	assignment := []int32{}
	if m.session != nil {
		for _, partitions := range m.session.Claims() {
			assignment = append(assignment, partitions...)
		}
	}
	return answer{"records": records, "assignment": assignment}, m.failure
}

// What is marked is committed within a second, and when the member leaves.
func (m *member) commit(request) (answer, error) {
	return nil, nil
}

func (m *member) leave(request) (answer, error) {
	m.cancel()
	<-m.ended
	return nil, m.group.Close()
}
