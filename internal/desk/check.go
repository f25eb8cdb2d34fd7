package desk

import "galley/internal/issue"

// Check gives the findings that are open, without writing anything. The email
// is printed for it: what is judged is what would leave.
func (d *Desk) Check(o *Open) (open, waived issue.Findings, err error) {
	printed, err := d.Print(o, d.now())
	if err != nil {
		return nil, nil, err
	}
	return printed.Receipt.Findings, printed.Receipt.Waived, nil
}
