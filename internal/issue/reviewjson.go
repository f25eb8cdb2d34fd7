package issue

// What people say reads and writes itself member by member, as the rest of the
// sidecar does; times are RFC 3339 in UTC.

// UnmarshalJSON reads an anchor.
func (a *Anchor) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &a.More, member{"words", &a.Words}, member{"before", &a.Before}, member{"after", &a.After},
		member{"at", &a.Start}, member{"lost", &a.Lost})
}

// MarshalJSON writes an anchor.
func (a Anchor) MarshalJSON() ([]byte, error) {
	return marshal(a.More, member{"words", a.Words}, unlessNone("before", a.Before), unlessNone("after", a.After),
		member{"at", a.Start}, unlessNone("lost", a.Lost))
}

// UnmarshalJSON reads a comment.
func (c *Comment) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &c.More, member{"id", &c.ID}, member{"anchor", &c.Anchor}, member{"who", &c.Who}, member{"time", &c.Time},
		member{"text", &c.Text}, member{"edited", &c.Edited}, member{"replies", &c.Replies}, member{"resolved", &c.Resolved},
		member{"deleted", &c.Deleted})
}

// MarshalJSON writes a comment.
func (c Comment) MarshalJSON() ([]byte, error) {
	return marshal(c.More, member{"id", c.ID}, unlessNil("anchor", c.Anchor), member{"who", c.Who}, unlessNever("time", c.Time),
		member{"text", c.Text}, unlessNever("edited", c.Edited), unlessNone("replies", c.Replies), unlessNil("resolved", c.Resolved),
		unlessNever("deleted", c.Deleted))
}

// UnmarshalJSON reads a reply.
func (r *Reply) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &r.More, member{"id", &r.ID}, member{"who", &r.Who}, member{"time", &r.Time}, member{"text", &r.Text},
		member{"edited", &r.Edited}, member{"deleted", &r.Deleted})
}

// MarshalJSON writes a reply.
func (r Reply) MarshalJSON() ([]byte, error) {
	return marshal(r.More, member{"id", r.ID}, member{"who", r.Who}, unlessNever("time", r.Time), member{"text", r.Text},
		unlessNever("edited", r.Edited), unlessNever("deleted", r.Deleted))
}

// UnmarshalJSON reads an answer.
func (a *Answer) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &a.More, member{"yes", &a.Yes}, member{"who", &a.Who}, member{"time", &a.Time})
}

// MarshalJSON writes an answer.
func (a Answer) MarshalJSON() ([]byte, error) {
	return marshal(a.More, member{"yes", a.Yes}, member{"who", a.Who}, unlessNever("time", a.Time))
}

// UnmarshalJSON reads a suggestion.
func (s *Suggestion) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &s.More, member{"id", &s.ID}, member{"anchor", &s.Anchor}, member{"new", &s.New}, member{"reason", &s.Reason},
		member{"who", &s.Who}, member{"model", &s.Model}, member{"both", &s.Both}, member{"time", &s.Time}, member{"answer", &s.Answer})
}

// MarshalJSON writes a suggestion.
func (s Suggestion) MarshalJSON() ([]byte, error) {
	return marshal(s.More, member{"id", s.ID}, member{"anchor", s.Anchor}, member{"new", s.New}, unlessNone("reason", s.Reason),
		member{"who", s.Who}, unlessNone("model", s.Model), unlessNone("both", s.Both), unlessNever("time", s.Time), unlessNil("answer", s.Answer))
}

// UnmarshalJSON reads a step.
func (s *Step) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &s.More, member{"state", &s.State}, member{"who", &s.Who}, member{"time", &s.Time}, member{"note", &s.Note},
		member{"auto", &s.Auto})
}

// MarshalJSON writes a step.
func (s Step) MarshalJSON() ([]byte, error) {
	return marshal(s.More, member{"state", string(s.State)}, member{"who", s.Who}, unlessNever("time", s.Time), unlessNone("note", s.Note),
		unlessNone("auto", s.Auto))
}
